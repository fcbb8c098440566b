import { describe, expect, it } from 'vitest';
import { loadRunbook } from '@/messages/load-runbook';
import type { AlertMessage } from './alert-message';
import { testMessage } from './alert-message';
import { writeMail } from './write-mail';

const rule = 'high-fsync-durations-critical';
const began = Date.parse('2026-11-22T10:00:00Z');

const message = (
  { labels, ...change }: Partial<AlertMessage> = {},
  kind: AlertMessage['kind'] = 'firing',
): AlertMessage => ({
  kind,
  severity: 'critical',
  labels: {
    alertname: 'etcdHighFsyncDurations',
    rule,
    cluster: 'shop',
    severity: 'critical',
    member: 'm1',
    ...labels,
  },
  annotations: { summary: 'the summary of the rule', description: '' },
  measured: { value: 86_400 * 2.5, unit: 'seconds' },
  limit: { value: 0.5, unit: 'seconds' },
  startsAt: began,
  endsAt: kind === 'firing' ? null : began + 60_000,
  url: 'https://etcd.example.org/clusters/shop/alerts/x',
  ...change,
});

const mail = (language: 'en' | 'zh', ...messages: AlertMessage[]) =>
  writeMail({ name: 'operators', language }, messages);

describe.each([
  ['en', 'critical: WAL fsync is very slow (m1)', 'resolved: ', ' and 1 more', 'Since: '],
  ['zh', '严重：WAL fsync 非常缓慢（m1）', '已恢复：', '，另有 1 条', '开始：'],
] as const)('a mail in %s', (language, title, resolved, more, since) => {
  it('says what it means and what to do first, as the page of the rule does', async () => {
    const { subject, text } = await mail(language, message());
    const runbook = await loadRunbook(language, rule);
    expect(subject).toBe(`[etcd shop] ${title}`);
    expect(text.split('\n')[0]).toBe(title);
    expect(text).toContain(runbook?.meaning);
    expect(text).toContain(runbook?.steps[0]);
    expect(text).not.toContain(runbook?.steps[1]);
    expect(text).toContain(`${since}2026-11-22T10:00:00.000Z`);
    expect(text).toContain('alertname=etcdHighFsyncDurations');
    expect(text).toContain('operators');
    expect(text).toContain(
      language === 'en' ? 'Value: 2d 12h\nThreshold: 500 ms' : '值：2天 12小时',
    );
  });

  it('tells an end without what to do, and how many more there are', async () => {
    const { subject, text } = await mail(language, message({}, 'resolved'), message());
    expect(subject).toMatch(new RegExp(`^\\[etcd shop\\] ${resolved}.*${more}$`));
    expect(text.split('\n\n')[0]).toContain('2026-11-22T10:01:00.000Z');
    expect(text.split('\n\n')).toHaveLength(3);
    const runbook = await loadRunbook(language, rule);
    expect(text.split(runbook?.steps[0] ?? '')).toHaveLength(2);
  });

  it('can be a test', async () => {
    const { subject, text } = await mail(language, testMessage('shop', began));
    expect(subject).not.toContain('etcdscopeTest');
    expect(text).not.toContain('mail.');
  });
});

it('has the words of the rule where no page knows it', async () => {
  const { subject, text } = await mail('zh', message({ labels: { rule: 'gone' } }));
  expect(subject).toBe('[etcd shop] 严重：etcdHighFsyncDurations（m1）');
  expect(text).toContain('the summary of the rule');
});

it('does not let a name pose as a line, a tag or an argument', async () => {
  const member = 'm1\r\n\u202eBcc: <b>{rule}</b> \u2028';
  const { subject, text } = await mail('en', message({ labels: { member } }));
  for (const part of [subject, text]) {
    expect(part).not.toMatch(/[\r\u202e\u2028]|^Bcc/m);
    expect(part).toContain('Bcc: <b>{rule}</b>');
  }
});

it('names no member where there is none', async () => {
  const { subject } = await mail('en', message({ labels: { member: '' } }));
  expect(subject).toBe('[etcd shop] critical: WAL fsync is very slow');
});
