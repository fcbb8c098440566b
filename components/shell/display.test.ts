import { describe, expect, it } from 'vitest';
import { keepQuery, resolveDisplay } from './display';

const nothing = {
  query: {},
  themeCookie: undefined,
  languageCookie: undefined,
  acceptLanguage: undefined,
};

describe('resolveDisplay', () => {
  it('falls back to English and the system theme', () => {
    expect(resolveDisplay(nothing)).toMatchObject({
      embedded: false,
      theme: 'system',
      language: 'en',
    });
  });

  it('takes the query before the cookie before the browser', () => {
    const sources = {
      query: { theme: 'light', lang: 'en', embed: '1' },
      themeCookie: 'dark',
      languageCookie: 'zh',
      acceptLanguage: 'zh-CN',
    };
    expect(resolveDisplay(sources)).toMatchObject({
      embedded: true,
      theme: 'light',
      language: 'en',
    });
    expect(resolveDisplay({ ...sources, query: {} })).toMatchObject({
      theme: 'dark',
      language: 'zh',
    });
  });

  it.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.5, zh-Hans;q=0.9', 'zh'],
    ['fr-FR, de;q=0.9', 'en'],
    ['', 'en'],
  ])('reads the Accept-Language header %s as %s', (acceptLanguage, language) => {
    expect(resolveDisplay({ ...nothing, acceptLanguage }).language).toBe(language);
  });

  it('ignores values it does not know', () => {
    const display = resolveDisplay({
      ...nothing,
      query: { theme: 'pink', lang: 'tlh', embed: 'x' },
    });
    expect(display).toMatchObject({ embedded: false, theme: 'system', language: 'en' });
  });
});

describe('keepQuery', () => {
  it.each([
    ['/keys', {}, '/keys'],
    ['/keys', { embed: '1', theme: 'dark' }, '/keys?embed=1&theme=dark'],
    ['/keys?key=a#top', { embed: '1' }, '/keys?key=a&embed=1#top'],
    ['/?cluster=b', { cluster: 'a' }, '/?cluster=b'],
  ])('%s keeping %o is %s', (href, query, expected) => {
    expect(keepQuery(href, query)).toBe(expected);
  });
});
