import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../project-root';

type Messages = { [key: string]: string | Messages };

const read = (file: string): Messages =>
  JSON.parse(readFileSync(path.join(projectRoot, 'messages', file), 'utf8'));

const flatten = (messages: Messages, prefix = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );

/** `{name}` and `{name, plural, …}`; not the texts of a plural's cases, as in `one {second}`. */
const parameterPattern = /(?<!(?:=\d+|zero|one|two|few|many|other)\s*)\{\s*(\w+)\s*[,}]/g;

const parametersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(parameterPattern)].map(([, name]) => name ?? ''))].sort();

const areasOf = (language: string): string[] =>
  readdirSync(path.join(projectRoot, 'messages', language))
    .filter((file) => file.endsWith('.json'))
    .sort();

const areas = areasOf('en');

describe('messages', () => {
  it('has the same areas in both languages', () => {
    expect(areasOf('zh')).toEqual(areas);
  });

  it.each(areas)('%s has the same keys and parameters in both languages', (area) => {
    const english = new Map(flatten(read(`en/${area}`)));
    const chinese = new Map(flatten(read(`zh/${area}`)));
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of english) {
      expect([key, parametersOf(chinese.get(key) ?? '')]).toEqual([key, parametersOf(text)]);
    }
  });

  // Runbooks are shown as they are.
  const formatted = areas.filter((area) => area !== 'runbooks.json');

  it.each(formatted.flatMap((area) => [`en/${area}`, `zh/${area}`]))(
    '%s can be formatted',
    (file) => {
      for (const [key, text] of flatten(read(file))) {
        const failures: string[] = [];
        const onError = ({ code }: { code: string }): number => failures.push(code);
        createTranslator({ locale: 'en', messages: { text }, onError })('text');
        // Parameters are missing here; a text that is no message at all is another failure.
        expect([key, failures.includes('INVALID_MESSAGE')]).toEqual([key, false]);
      }
    },
  );

  it.each(areas)('%s is really translated', (area) => {
    const chinese = flatten(read(`zh/${area}`)).map(([, text]) => text);
    expect(chinese.some((text) => /\p{Script=Han}/u.test(text))).toBe(true);
  });
});
