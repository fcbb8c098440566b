import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { messages as english } from '@/messages/en';
import { messages as chinese } from '@/messages/zh';

type Parameters = Record<string, string | number>;

const texts = { en: english.advisor, zh: chinese.advisor };

const textAt = (locale: 'en' | 'zh', key: string): string => {
  const found = key.split('.').reduce<unknown>(partOf, texts[locale]);
  return typeof found === 'string' ? found : '';
};

const partOf = (part: unknown, key: string): unknown =>
  typeof part === 'object' && part !== null
    ? Object.entries(part).find(([name]) => name === key)?.[1]
    : undefined;

/** Messages are chosen by codes of the server. */
const translatorOf = (locale: 'en' | 'zh') => (key: string, parameters: Parameters) => {
  const translate = createTranslator({
    locale,
    messages: { text: textAt(locale, key) },
    onError: (error) => {
      throw error;
    },
  });
  return translate('text', parameters);
};

const one = { member: 'm1', value: '1', valueCount: 1 };
const many = { member: 'm1', value: '1,200', valueCount: 1_200 };
const disk = { member: 'm1', value: '8–16 ms', mild: '10 ms', severe: '1 s' };
const work = { target: '/check/', from: '12:00', to: '12:01' };

describe('what the advisor says', () => {
  it.each<[string, Parameters, string, string]>([
    [
      'evidence.symptom-slow-applies',
      one,
      'm1: one apply took over 100 ms',
      'm1：1 次应用（apply）超过 100 ms',
    ],
    [
      'evidence.symptom-slow-applies',
      many,
      'm1: 1,200 applies took over 100 ms',
      'm1：1,200 次应用（apply）超过 100 ms',
    ],
    [
      'evidence.slow-leader-changes',
      { ...one, severe: '4' },
      'm1 saw one change of leader (severe at 4)',
      'm1 看到 1 次 leader 变更（4 为严重）',
    ],
    [
      'evidence.large-key',
      { key: '/a', size: '1 MiB', writes: '1', writesCount: 1 },
      '/a: 1 MiB, written once',
      '/a：1 MiB，写过 1 次',
    ],
    [
      'evidence.slow-wal-fsync',
      { ...disk, spans: 'yes' },
      'WAL fsync of m1: p99 8–16 ms, of which the lower end counts (from 10 ms on, severe at 1 s): it may be above 10 ms, but that is not sure',
      'm1 的 WAL fsync：p99 为 8–16 ms，取其下端（10 ms 起算，1 s 为严重）：可能高于 10 ms，但不确定',
    ],
    [
      'evidence.own-work',
      { ...work, kind: 'performance_check' },
      'Our own performance check wrote below /check/, from 12:00 to 12:01',
      '我们自己的性能检查写入 /check/，从 12:00 到 12:01',
    ],
    [
      'evidence.peak',
      { time: '12:01', whole: 'none' },
      'That was in the minute until 12:01',
      '出现在截至 12:01 的一分钟内',
    ],
    [
      'findings.learner.title',
      { member: 'm4', state: 'unstarted', count: 2 },
      '2 learners, of which m4 was never started',
      '有 2 个 learner，其中 m4 从未启动',
    ],
    [
      'evidence.answered',
      { answered: 1, members: 3, quorum: 2 },
      '1 of 3 members answered; 2 are needed',
      '3 个成员中有 1 个响应；需要 2 个',
    ],
  ])('%s %o', (key, parameters, en, zh) => {
    expect(translatorOf('en')(key, parameters)).toBe(en);
    expect(translatorOf('zh')(key, parameters)).toBe(zh);
  });
});
