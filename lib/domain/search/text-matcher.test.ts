import { describe, expect, it } from 'vitest';
import { type TextPattern, textMatcher } from './text-matcher';

const matcher = (how: TextPattern['how'], pattern: string, more: Partial<TextPattern> = {}) =>
  textMatcher({ how, pattern, isCaseSensitive: true, isByLine: false, separator: '/', ...more });

const found = (
  how: TextPattern['how'],
  pattern: string,
  text: string,
  more?: Partial<TextPattern>,
): string | undefined => {
  const span = matcher(how, pattern, more).find(text);
  return span === undefined ? undefined : text.slice(span.start, span.end);
};

const insensitive = { isCaseSensitive: false };
const byLine = { isByLine: true };

describe('textMatcher', () => {
  const table: [TextPattern['how'], string, string, string | undefined, Partial<TextPattern>?][] = [
    ['contains', 'pod', '/registry/pods/a', 'pod'],
    ['contains', 'POD', '/registry/pods/a', undefined],
    ['contains', 'POD', '/registry/pods/a', 'pod', insensitive],
    ['contains', 'GRÜSSE', 'schöne grüsse', 'grüsse', insensitive],
    ['contains', 'a.c', 'abc a.c', 'a.c'],
    ['contains', '\\x00', 'a\\x00b', '\\x00'],
    ['contains', '\u{1f600}', 'x\u{1f600}y', '\u{1f600}'],
    ['prefix', '/registry', '/registry/pods', '/registry'],
    ['prefix', 'registry', '/registry/pods', undefined],
    ['prefix', '/REG', '/registry/pods', '/reg', insensitive],
    ['prefix', 'b', 'a\nb', undefined, byLine],
    ['glob', '/registry/*/default', '/registry/pods/default', '/registry/pods/default'],
    ['glob', '/registry/*', '/registry/pods/default', undefined],
    ['glob', '/registry/**', '/registry/pods/default', '/registry/pods/default'],
    ['glob', '/registry/*', '/registry/a/b', '/registry/a/b', { separator: '' }],
    ['glob', '**/web-?', '/a/b/web-1', '/a/b/web-1'],
    ['glob', '**/web-?', '/a/b/web-', undefined],
    ['glob', 'web-[0-3a]', 'web-a', 'web-a'],
    ['glob', 'web-[!0-3]', 'web-2', undefined],
    ['glob', 'a[!b]c', 'a/c', undefined],
    ['glob', '[]]', ']', ']'],
    ['glob', '/{pods,secrets}/*', '/secrets/x', '/secrets/x'],
    ['glob', '{a,{b,c}d}', 'cd', 'cd'],
    ['glob', 'a}b,c', 'a}b,c', 'a}b,c'],
    ['glob', 'a.b+(c)', 'a.b+(c)', 'a.b+(c)'],
    ['glob', 'a.b', 'axb', undefined],
    ['glob', '\\*', '*', '*'],
    ['glob', '\\*', 'a', undefined],
    ['glob', 'name: *', 'kind: Pod\n  name: web\n', 'name: web', byLine],
    ['regex', 'pods/[a-z]+$', '/registry/pods/web', 'pods/web'],
    ['regex', '^name: w', 'kind: Pod\nname: web', 'name: w', byLine],
    ['regex', '^name', 'kind\nname', undefined],
    ['regex', '(?i)POD', 'pod', 'pod'],
    ['regex', 'x*', 'aaa', ''],
  ];

  it.each(table)('%s %j in %j finds %j', (how, pattern, text, expected, more) => {
    const match = found(how, pattern, text, more);
    expect(how === 'glob' && more === byLine ? match?.trim() : match).toBe(expected);
  });

  const wrong: [TextPattern['how'], string, number, RegExp][] = [
    ['glob', 'abc[', 4, /\[ is never closed/],
    ['glob', 'a{b,c', 2, /\{ is never closed/],
    ['glob', 'abc\\', 4, /backslash/],
    ['regex', 'ab(c', 1, /missing closing \)/],
    ['regex', 'a+**b', 2, /repetition/],
    ['regex', 'x\\1', 2, /escape/],
    ['regex', '[z-a]', 2, /range/],
    ['regex', 'a{1,1000}{1,1000}', 2, /./],
    ['regex', '(((a{100}){10}){10}){10}', 21, /./],
  ];

  it.each(wrong)('refuses %s %j at %i', (how, pattern, position, reason) => {
    try {
      matcher(how, pattern);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'invalid_pattern',
        parameters: { position, reason: expect.stringMatching(reason) },
      });
    }
  });

  it.each(['(a*)*b', '(a|aa)+$', '(x+x+)+y', '(.*a){20}[xy]', '(a?){100}a{100}b', 'a.{300}[xy]'])(
    'ends on a megabyte made against %s',
    (pattern) => {
      const { find, longestText } = matcher('regex', pattern);
      const hostile = `b${'a'.repeat(1_000_000)}`.slice(0, longestText);
      expect(() => find(`xy${hostile}`)).not.toThrow();
    },
  );

  it('looks at less of a text the more a pattern costs', () => {
    expect(matcher('contains', 'a').longestText).toBe(1_048_576);
    expect(matcher('regex', 'a.{300}b').longestText).toBeLessThan(100_000);
  });
});
