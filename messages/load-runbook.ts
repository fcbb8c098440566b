import type { Language } from '@/lib/domain/messages';

/** What an alert means, what it commonly comes from, and what to do, as sentences of a language. */
export type Runbook = { meaning: string; causes: string[]; steps: string[] };

const load = async (language: Language): Promise<Record<string, Runbook>> =>
  language === 'zh'
    ? (await import('./zh/runbooks.json')).default
    : (await import('./en/runbooks.json')).default;

/**
 * The runbook of a rule, which rules about the same at several levels share; undefined where there
 * is none. Runbooks are apart from the other texts, which every page carries to the browser.
 */
export const loadRunbook = async (
  language: Language,
  rule: string,
): Promise<Runbook | undefined> => {
  const runbooks = await load(language);
  const subject = rule.replace(/-(warning|critical|\d+)$/, '');
  return Object.hasOwn(runbooks, subject) ? runbooks[subject] : undefined;
};
