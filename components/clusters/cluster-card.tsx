'use client';

import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Overview } from '@/lib/domain/api/overview';
import { LastBackup } from '../overview/last-backup';
import { ReasonsList } from '../overview/reasons-list';
import { AppLink } from '../shell/app-link';
import { healthTone, toneEdges } from '../shell/health-tone';
import { StatusDot } from '../ui/status-dot';
import { Tag } from '../ui/tag';
import { ClusterDatabase } from './cluster-database';
import { versionRange } from './version-range';

/** How many reasons a card names; the overview has them all. */
const shownReasons = 2;

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-muted text-xs">{name}</dt>
    <dd className="truncate font-semibold">{children}</dd>
  </div>
);

/** One cluster in short: its health in a word, why, and the numbers one asks for first. */
export const ClusterCard = ({ overview }: { overview: Overview }) => {
  const t = useTranslations('clusters');
  const common = useTranslations('common');
  const { cluster, health, members, answered, leaderId, alarms, reasons } = overview;
  const tone = healthTone(overview);
  const leader = members.find((member) => member.id === leaderId);
  const versions = versionRange(members.map((member) => member.version));
  return (
    <article
      className={clsx(
        'relative grid grid-cols-[minmax(0,1fr)] content-start gap-3 rounded-md border border-line border-l-3 bg-card p-4 hover:bg-row-hover',
        toneEdges[tone],
      )}
    >
      <div className="flex items-center gap-2">
        <StatusDot tone={tone} />
        <h2 className="min-w-0 truncate font-semibold text-lg">
          <AppLink
            href={`/clusters/${cluster}`}
            className="after:absolute after:inset-0 after:rounded-md"
          >
            {overview.displayName}
          </AppLink>
        </h2>
        {overview.readOnly ? <Tag>{t('readOnly')}</Tag> : null}
        <span className="ml-auto flex-none">
          <Tag tone={tone}>{common(`health.${health}`)}</Tag>
        </span>
      </div>
      <dl className="grid grid-cols-3 gap-x-4 gap-y-2">
        <Fact name={t('members')}>
          {members.length === 0
            ? common('none')
            : t('answered', { answered, total: members.length })}
        </Fact>
        <Fact name={t('leader')}>
          {leader?.name ?? leaderId ?? (answered === 0 ? common('unknown') : t('noLeader'))}
        </Fact>
        <Fact name={t('version')}>
          {versions === undefined
            ? common('unknown')
            : versions.lowest === versions.highest
              ? versions.lowest
              : t('mixedVersions', versions)}
        </Fact>
        <Fact name={t('alarms')}>
          {answered === 0
            ? common('unknown')
            : alarms.length === 0
              ? common('none')
              : [...new Set(alarms.map((alarm) => alarm.type))].join(', ')}
        </Fact>
        <Fact name={t('lastBackup')}>
          <LastBackup cluster={cluster} />
        </Fact>
      </dl>
      <ClusterDatabase overview={overview} />
      <ReasonsList reasons={reasons.slice(0, shownReasons)} />
    </article>
  );
};
