import { patternError } from './pattern-error';

const special = /[\\^$.*+?()[\]{}|]/;

const escaped = (character: string): string =>
  special.test(character) ? `\\${character}` : character;

/** Where a piece of a glob ends, and the expression it means. */
type Piece = { source: string; next: number };

const classPiece = (glob: string, start: number, separator: string): Piece => {
  const isNegated = glob[start + 1] === '!' || glob[start + 1] === '^';
  const from = start + (isNegated ? 2 : 1);
  // A bracket that comes first is one of the characters.
  const end = glob.indexOf(']', from + 1);
  if (end < 0) {
    throw patternError(start, 'this [ is never closed');
  }
  const members = glob.slice(from, end).replace(/[\\[\]^&~]/g, '\\$&');
  return {
    source: isNegated ? `[^${members}${escaped(separator)}]` : `[${members}]`,
    next: end + 1,
  };
};

const starPiece = (glob: string, start: number, within: string): Piece =>
  glob[start + 1] === '*'
    ? { source: '.*', next: start + 2 }
    : { source: `${within}*`, next: start + 1 };

/**
 * A glob as an RE2 expression for a whole text: `*` and `?` stay within the separator (one
 * character, or none to cross everything), `**` crosses it, `[a-z]`, `[!a-z]`, `{a,b}`, and a
 * backslash before what is meant as it is. Throws `invalid_pattern` with the position.
 */
export const globExpression = (glob: string, separator: string): string => {
  const within = separator === '' ? '.' : `[^${escaped(separator)}]`;
  const open: number[] = [];
  let source = '';
  let index = 0;
  while (index < glob.length) {
    const piece = pieceAt(glob, index, { within, separator, open });
    source += piece.source;
    index = piece.next;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw patternError(unclosed, 'this { is never closed');
  }
  return `(?s)\\A(?:${source})\\z`;
};

type GlobState = { within: string; separator: string; open: number[] };

const pieceAt = (glob: string, index: number, { within, separator, open }: GlobState): Piece => {
  const character = glob[index] ?? '';
  const next = index + 1;
  switch (character) {
    case '*':
      return starPiece(glob, index, within);
    case '?':
      return { source: within, next };
    case '[':
      return classPiece(glob, index, separator);
    case '{':
      open.push(index);
      return { source: '(?:', next };
    case '}':
      return { source: open.pop() === undefined ? '\\}' : ')', next };
    case ',':
      return { source: open.length > 0 ? '|' : ',', next };
    case '\\':
      if (next === glob.length) {
        throw patternError(index, 'nothing follows this backslash');
      }
      return { source: escaped(glob[next] ?? ''), next: next + 1 };
    default:
      return { source: escaped(character), next };
  }
};
