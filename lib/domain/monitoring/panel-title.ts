import type { PanelDeclaration } from '../metrics/panel-declaration';

const acronyms: Readonly<Record<string, string>> = { cpu: 'CPU', rpc: 'RPC', wal: 'WAL' };

const sentence = (words: readonly string[]): string => {
  const [first = '', ...rest] = words.map((word) => acronyms[word] ?? word);
  return [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest].join(' ');
};

/** An English title for where our own texts do not reach: `wal-fsync` is "WAL fsync". */
export const panelTitle = (id: PanelDeclaration['id']): string => sentence(id.split('-'));

/** The English title of a group of panels. */
export const groupTitle = (group: PanelDeclaration['group']): string => sentence([group]);
