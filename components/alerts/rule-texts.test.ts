import { describe, expect, it } from 'vitest';
import { alertRules } from '@/lib/domain/alerts/rules';
import { messages as english } from '@/messages/en';
import { loadRunbook } from '@/messages/load-runbook';
import { messages as chinese } from '@/messages/zh';

const languages = { en: english, zh: chinese };

describe.each(['en', 'zh'] as const)('the texts of rules in %s', (language) => {
  const { rules, thresholdNames } = languages[language].alerts;

  it.each(alertRules)('has a title, names of thresholds and a runbook for $id', async (rule) => {
    expect(rules).toHaveProperty(rule.id);
    for (const { name } of rule.thresholds) {
      const names = Object.keys(thresholdNames);
      expect(names.includes(name) || names.includes(`${rule.id}-${name}`)).toBe(true);
    }
    const runbook = await loadRunbook(language, rule.id);
    expect(runbook?.meaning).toBeTruthy();
    expect(runbook?.causes.length).toBeGreaterThan(1);
    expect(runbook?.steps.length).toBeGreaterThan(2);
  });

  it('has no title without a rule', () => {
    const ids = alertRules.map(({ id }) => id);
    expect(Object.keys(rules).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has code that begins and ends', async () => {
    for (const { id } of alertRules) {
      const runbook = await loadRunbook(language, id);
      for (const text of [...(runbook?.causes ?? []), ...(runbook?.steps ?? [])]) {
        expect(text.split('`').length % 2).toBe(1);
      }
    }
  });

  it('knows no runbook of a rule that is none', async () => {
    expect(await loadRunbook(language, 'constructor')).toBeUndefined();
  });
});
