'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { Overview } from '@/lib/domain/api/overview';
import { useFormat } from '../ui/use-format';
import { useNow } from '../ui/use-now';
import { CertificateTag } from './certificate-tag';
import { LastBackup } from './last-backup';
import { fullestMember } from './quota-use';

const Fact = ({ name, hint, children }: { name: string; hint?: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-muted text-xs" title={hint}>
      {name}
    </dt>
    <dd className="truncate font-semibold">{children}</dd>
  </div>
);

const LeaderSince = ({ since }: { since: string }) => {
  const { duration } = useFormat();
  const now = useNow(10_000);
  return <>{duration((now.getTime() - Date.parse(since)) / 1_000)}</>;
};

/** The numbers that back the verdict. */
export const OverviewFacts = ({ overview }: { overview: Overview }) => {
  const t = useTranslations('overview.facts');
  const common = useTranslations('common');
  const { count, percent } = useFormat();
  const { answered, leaderId, leaderSince, raftTerm, revision, alarms, clientCertificate } =
    overview;
  const leader = overview.members.find((member) => member.id === leaderId);
  const fullest = fullestMember(overview.members);
  const unknown = common('unknown');
  return (
    <dl
      aria-label={t('title')}
      className="grid grid-cols-[repeat(4,auto)] content-center justify-start gap-x-7 gap-y-1.5"
    >
      <Fact name={t('leader')}>
        {leader?.name ?? leaderId ?? (answered === 0 ? unknown : t('noLeader'))}
      </Fact>
      <Fact name={t('leaderSince')} hint={t('leaderSinceHint')}>
        {leaderSince === null ? '—' : <LeaderSince since={leaderSince} />}
      </Fact>
      <Fact name={t('term')}>{raftTerm === null ? unknown : count(raftTerm)}</Fact>
      <Fact name={t('revision')}>{revision === null ? unknown : count(revision)}</Fact>
      <Fact name={t('alarms')}>
        {answered === 0 ? (
          unknown
        ) : alarms.length === 0 ? (
          common('none')
        ) : (
          <span className="text-red-ink">
            {[...new Set(alarms.map((alarm) => alarm.type))].join(', ')}
          </span>
        )}
      </Fact>
      <Fact name={t('quota')} hint={t('quotaHint')}>
        {answered === 0
          ? unknown
          : fullest === undefined
            ? common('notExposed')
            : percent(fullest.fraction)}
      </Fact>
      <Fact name={t('lastBackup')}>
        <LastBackup cluster={overview.cluster} />
      </Fact>
      <Fact name={t('clientCertificate')}>
        {clientCertificate === null ? (
          t('plainHttp')
        ) : (
          <CertificateTag certificate={clientCertificate} />
        )}
      </Fact>
    </dl>
  );
};
