'use client';

import clsx from 'clsx';
import { useTranslations } from 'use-intl';
import type { Overview } from '@/lib/domain/api/overview';
import { AppLink } from '../shell/app-link';
import { healthTone, toneEdges } from '../shell/health-tone';
import { Card } from '../ui/card';
import { Freshness } from './freshness';
import { OverviewFacts } from './overview-facts';
import { ReasonsList } from './reasons-list';

/** How many reasons the headline counts: those as severe as the verdict. */
const countedReasons = ({ health, reasons }: Overview): number =>
  reasons.filter(({ severity }) => severity === health).length;

/** The answer to "is etcd healthy, and if not, why", with the numbers behind it. */
export const VerdictCard = ({ overview, updatedAt }: { overview: Overview; updatedAt: number }) => {
  const t = useTranslations('overview');
  const { health, answered, members, quorum, failuresSurvivable } = overview;
  const headline = t(`verdict.${health}`, { count: countedReasons(overview) });
  return (
    <Card
      aria-labelledby="verdict"
      className={clsx(
        'grid gap-x-8 gap-y-4 border-l-3 px-5 py-4.5 xl:grid-cols-[minmax(0,1fr)_auto]',
        toneEdges[healthTone(overview)],
      )}
    >
      <div className="min-w-0">
        <h2 id="verdict" className="font-semibold text-xl">
          {headline}
        </h2>
        {/* A status inside the heading would take the heading's name away. */}
        <p role="status" className="sr-only">
          {headline}
        </p>
        <p className="text-muted">
          {members.length === 0
            ? t('noMembers')
            : t('answered', { answered, total: members.length, quorum })}{' '}
          {quorum > 0 && answered >= quorum ? t('survives', { count: failuresSurvivable }) : null}{' '}
          <Freshness updatedAt={updatedAt} />
        </p>
        <ReasonsList reasons={overview.reasons} />
        <AppLink
          href={`/clusters/${overview.cluster}/advisor`}
          className="mt-2.5 inline-block text-blue underline-offset-2 hover:underline"
        >
          {t('advice')}
        </AppLink>
      </div>
      <OverviewFacts overview={overview} />
    </Card>
  );
};
