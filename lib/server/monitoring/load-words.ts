import 'server-only';
import { createTranslator } from 'use-intl/core';
import type { AlertRule } from '@/lib/domain/alerts/alert-rule';
import type { Language } from '@/lib/domain/messages';
import type { DashboardWords } from '@/lib/domain/monitoring/dashboard-words';
import type { AnnotationParts, RuleWords } from '@/lib/domain/monitoring/rule-annotations';
import { loadMessages } from '@/messages/load-messages';
import { loadRunbook } from '@/messages/load-runbook';

/** What the metrics page says of its charts, for a dashboard elsewhere. */
export const loadDashboardWords = async (language: Language): Promise<DashboardWords> => {
  const { metrics, monitoring } = await loadMessages(language);
  const t = createTranslator({ locale: language, messages: { metrics }, namespace: 'metrics' });
  const { panels, groups, parts } = metrics;
  const heatmap = (panel: string): string => t('showHeatmap', { panel });
  return { panels, groups, parts, heatmap, ...monitoring.dashboard };
};

/**
 * What a rule says where it fires: its own words in English, and what its page says it means and
 * is to be done first in another language.
 */
export const loadRuleWords = async (
  language: Language,
  { id, words }: Pick<AlertRule, 'id' | 'words'>,
): Promise<RuleWords> => {
  const { monitoring } = await loadMessages(language);
  const t = createTranslator({
    locale: language,
    messages: { monitoring },
    namespace: 'monitoring',
  });
  const explain = (parts: AnnotationParts): string => t('annotation', parts);
  if (language === 'en') {
    return { ...words, explain };
  }
  const runbook = await loadRunbook(language, id);
  return {
    summary: runbook?.meaning ?? words.summary,
    action: runbook?.steps[0] ?? words.action,
    explain,
  };
};
