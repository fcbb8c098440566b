'use client';

import { useTranslations } from 'use-intl';
import { useAdvice } from '@/lib/api/advisor';
import type { Advice } from '@/lib/domain/api/advisor';
import { Card, CardHeader } from '../ui/card';
import { ErrorNotice } from '../ui/error-notice';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { FindingCard } from './finding-card';
import { UnknownList } from './unknown-list';
import { useAdviceText } from './use-advice-text';

const Verdict = ({ advice }: { advice: Advice }) => {
  const t = useTranslations('advisor');
  const { findings, unknown, passed, checkedAt } = advice;
  return (
    <div>
      <h2 className="font-semibold text-xl">{t('verdict', { count: findings.length })}</h2>
      <p className="text-muted">
        {t('verdictMore', {
          critical: findings.filter(({ severity }) => severity === 'critical').length,
          passed: passed.length,
          unknown: unknown.length,
        })}{' '}
        {t.rich('checked', { time: () => <TimeAgo time={checkedAt} /> })}
      </p>
    </div>
  );
};

const PassedCard = ({ passed }: { passed: readonly string[] }) => {
  const t = useTranslations('advisor');
  const text = useAdviceText();
  return passed.length === 0 ? null : (
    <Card aria-labelledby="advice-passed">
      <CardHeader id="advice-passed" title={t('passedTitle')} />
      <ul className="flex flex-wrap gap-x-5 gap-y-1 px-4 pb-3 text-muted">
        {passed.map((id) => (
          <li key={id}>{text.check(id)}</li>
        ))}
      </ul>
      {passed.includes('memory-short') ? (
        <p className="px-4 pb-3 text-muted text-xs">{t('memoryNote')}</p>
      ) : null}
    </Card>
  );
};

/** Everything to mend, worst first, then what could not be judged, then what is well. */
export const FindingsPanel = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('advisor');
  const text = useAdviceText();
  const { data, error, refetch } = useAdvice(cluster);
  return (
    <div className="grid gap-4">
      {error ? <ErrorNotice error={error} onRetry={() => refetch()} /> : null}
      {data === undefined ? (
        error ? null : (
          <Skeleton className="h-60 w-full" />
        )
      ) : (
        <>
          <Verdict advice={data} />
          <ul aria-label={t('list')} className="grid gap-3">
            {data.findings.map((finding) => (
              <li key={finding.id} className="min-w-0">
                <FindingCard cluster={cluster} finding={finding} />
              </li>
            ))}
          </ul>
          <UnknownList
            id="advice-unknown"
            title={t('unknownTitle')}
            unknown={data.unknown}
            nameOf={text.check}
          />
          <PassedCard passed={data.passed} />
        </>
      )}
    </div>
  );
};
