'use client';

import { useTranslations } from 'use-intl';
import type { Panel, Panels } from '@/lib/domain/api/metrics';
import { EmptyState } from '../ui/empty-state';
import { useFailureText } from './use-failure-text';

/** Why a chart is empty: no member known, still collecting, not exposed, nobody answers, or nothing happened. */
export const NoValues = ({ data, panel }: { data: Panels; panel: Panel }) => {
  const t = useTranslations('metrics.empty');
  const failureText = useFailureText();
  const seconds = data.intervalSeconds * 2;
  const begun = data.collectedFrom === null ? undefined : Date.parse(data.collectedFrom);
  const isNew = begun === undefined || Date.parse(data.to) - begun < seconds * 1000;
  const failures = data.scrapes.filter(({ failure }) => failure !== null);
  if (data.scrapes.length === 0) {
    return <EmptyState title={t('noMember')}>{t('noMemberHint')}</EmptyState>;
  }
  if (failures.length === data.scrapes.length) {
    return (
      <EmptyState title={t('unanswered')}>
        {failures.map(({ memberId, memberName, failure }) => (
          <p key={memberId}>{t('failure', { member: memberName, reason: failureText(failure) })}</p>
        ))}
      </EmptyState>
    );
  }
  if (isNew) {
    return <EmptyState title={t('collecting')}>{t('collectingHint', { seconds })}</EmptyState>;
  }
  return panel.notExposed.length > 0 && panel.notExposed.length >= data.scrapes.length ? (
    <EmptyState title={t('notExposed')}>{t('notExposedHint')}</EmptyState>
  ) : (
    <EmptyState title={t('nothing')}>{t('nothingHint')}</EmptyState>
  );
};
