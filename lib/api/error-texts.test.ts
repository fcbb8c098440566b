import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { messages as english } from '@/messages/en';
import { messages as chinese } from '@/messages/zh';
import { errorStatus } from '../domain/errors';

const parameters = {
  endpoint: 'https://10.0.0.1:2379',
  member: 'm1',
  members: 'm1, m2',
  error: 'deadline_exceeded',
  days: 3,
  percent: 81,
  lag: '1200',
  answered: 2,
  voters: 3,
  quorum: 2,
  versions: '3.5.16, 3.5.30',
  key: '/registry/pods/shop/web',
  modRevision: '41',
  size: 1_600_000,
  limit: 1_572_864,
  position: 3,
  reason: 'missing )',
  host: 'prometheus.example.org',
  status: 403,
  problem: 'order',
  rule: 'etcdHighFsyncDurations',
  value: '0.5 s',
  minimum: '1 ms',
  maximum: '60 s',
  matchers: 'job="etcd"',
};

const languages = [
  ['en', { errors: english.errors, reasons: english.reasons }],
  ['zh', { errors: chinese.errors, reasons: chinese.reasons }],
] as const;

const translatorOf = (locale: 'en' | 'zh', texts: Record<string, string>) =>
  createTranslator({
    locale,
    messages: texts,
    onError: (error) => {
      throw error;
    },
  });

describe.each(languages)('in %s', (locale, { errors, reasons }) => {
  it('every error code has a sentence', () => {
    expect(Object.keys(errors).sort()).toEqual(Object.keys(errorStatus).sort());
  });

  it.each(Object.keys({ ...errors }))('the error %s is formatted', (code) => {
    expect(translatorOf(locale, errors)(code, parameters)).toMatch(/[.。]$/);
  });

  it.each(Object.keys({ ...reasons }))('the reason %s is formatted', (code) => {
    expect(translatorOf(locale, reasons)(code, parameters)).not.toMatch(/[{}]|^$/);
  });
});

it('calls a leader by one name in Chinese', () => {
  expect(JSON.stringify(chinese)).not.toContain('领导者');
});

it('knows the same reasons in both languages', () => {
  expect(Object.keys(chinese.reasons)).toEqual(Object.keys(english.reasons));
});
