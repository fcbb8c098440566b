'use client';

import { useTranslations } from 'use-intl';
import type { Panel, Panels } from '@/lib/domain/api/metrics';
import { EmptyState } from '../ui/empty-state';
import { NotExposedNote } from './not-exposed-note';
import { useFailureText } from './use-failure-text';

/** Whether members have been read since the range ended. */
const isPast = ({ scrapes, to, intervalSeconds }: Panels): boolean =>
  scrapes.some(
    ({ lastAt }) =>
      lastAt !== null && Date.parse(lastAt) - Date.parse(to) > 2_000 * intervalSeconds,
  );

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
  if (begun === undefined && isPast(data)) {
    return <EmptyState title={t('noSamples')}>{t('noSamplesHint')}</EmptyState>;
  }
  if (isNew) {
    return <EmptyState title={t('collecting')}>{t('collectingHint', { seconds })}</EmptyState>;
  }
  return panel.notExposed.length > 0 && panel.notExposed.length >= data.scrapes.length ? (
    <EmptyState title={t('notExposed')}>
      <NotExposedNote members={panel.notExposed} />
    </EmptyState>
  ) : (
    <EmptyState title={t('nothing')}>{t('nothingHint')}</EmptyState>
  );
};
