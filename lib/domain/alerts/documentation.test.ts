import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { thresholdsOf } from './alert-rule';
import { alertRules, expressionOf } from './rules';

const text = readFileSync(path.join(process.cwd(), 'docs', 'alerts.md'), 'utf8');

it.each(alertRules.map((rule) => [rule.id, rule] as const))('docs/alerts.md has %s', (id, rule) => {
  const section = text.split(`### ${id}\n`)[1]?.split('\n### ')[0] ?? '';
  expect(section).toContain(expressionOf(rule, thresholdsOf(rule), 'job="etcd"'));
  expect(section).toContain(rule.alertName);
  expect(section).toContain(rule.severity);
  expect(section).toContain(rule.words.action);
});
