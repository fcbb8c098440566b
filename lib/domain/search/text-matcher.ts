import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { globExpression } from './glob-expression';
import { patternError } from './pattern-error';
import type { Span } from './span';

/** How a text is compared with a pattern. */
type SearchHow = 'contains' | 'prefix' | 'glob' | 'regex';

/** A pattern for text. */
export type TextPattern = {
  how: SearchHow;
  pattern: string;
  isCaseSensitive: boolean;
  /** A glob is compared with every line, and `^` and `$` mean a line. */
  isByLine: boolean;
  /** The one character that `*` of a glob does not cross; empty for none. */
  separator: string;
};

/** Finds a pattern in texts in time linear in their length. */
export type TextMatcher = {
  /** Longer texts are cut before `find`, so that one never holds up the server. */
  longestText: number;
  /** The first match, or undefined. */
  find(text: string): Span | undefined;
};

/** What a whole search may cost at a character: instructions of the compiled pattern. */
const largestProgram = 1_000;
const longestText = 1_048_576;

/** About a quarter of a second in the worst case: 12 ns for each character and instruction. */
const mostSteps = 20_000_000;

const expressionOf = ({ how, pattern, isByLine, separator }: TextPattern): string => {
  switch (how) {
    case 'contains':
      return RE2JS.quote(pattern);
    case 'prefix':
      return `\\A${RE2JS.quote(pattern)}`;
    case 'regex':
      return pattern;
    case 'glob': {
      const whole = globExpression(pattern, isByLine ? '\n' : separator);
      return isByLine ? whole.replace('\\A', '^[ \\t]*').replace(/\\z$/, '[ \\t]*$') : whole;
    }
  }
};

const compile = (pattern: TextPattern): RE2JS => {
  const flags =
    (pattern.isCaseSensitive ? 0 : RE2JS.CASE_INSENSITIVE) |
    (pattern.isByLine ? RE2JS.MULTILINE : 0);
  try {
    return RE2JS.compile(expressionOf(pattern), flags);
  } catch (error) {
    throw error instanceof RE2JSException ? explained(error, pattern.pattern) : error;
  }
};

const explained = (error: RE2JSException, pattern: string) => {
  if (!(error instanceof RE2JSSyntaxException)) {
    return patternError(0, 'it is too complex');
  }
  const fragment = error.getPattern() ?? '';
  const index = fragment === pattern ? 0 : pattern.lastIndexOf(fragment);
  return patternError(Math.max(0, index), error.getDescription());
};

/**
 * A matcher of a text pattern; regular expressions are RE2's (github.com/google/re2/wiki/Syntax):
 * no backreferences and no lookaround, and never slower than linear. Throws `invalid_pattern`.
 */
export const textMatcher = (pattern: TextPattern): TextMatcher => {
  const expression = compile(pattern);
  const size = expression.programSize();
  if (size > largestProgram) {
    throw patternError(0, 'it is too complex');
  }
  return {
    longestText: Math.min(longestText, Math.floor(mostSteps / Math.max(1, size))),
    find: (text) => {
      // Asking whether there is a match is several times faster than asking where.
      if (!expression.test(text)) {
        return undefined;
      }
      const matcher = expression.matcher(text);
      return matcher.find() ? { start: matcher.start(), end: matcher.end() } : undefined;
    },
  };
};
