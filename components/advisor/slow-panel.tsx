'use client';

import { parseAsNumberLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useSlowness } from '@/lib/api/advisor';
import type { Slowness } from '@/lib/domain/api/advisor';
import { Card, CardHeader } from '../ui/card';
import { ErrorNotice } from '../ui/error-notice';
import { Select } from '../ui/select';
import { Skeleton } from '../ui/skeleton';
import { TimeAgo } from '../ui/time-ago';
import { CauseRow } from './cause-row';
import { EvidenceList } from './evidence-list';
import { UnknownList } from './unknown-list';
import { useAdviceText } from './use-advice-text';

const choices = [2, 5, 15, 30, 60] as const;
const minutesState = parseAsNumberLiteral(choices).withDefault(5);

/** The verdict in a sentence; which cause is meant matters where one is named. */
const Verdict = ({ slowness: { verdict, causes, checkedAt } }: { slowness: Slowness }) => {
  const t = useTranslations('advisor');
  const text = useAdviceText();
  const [first] = causes;
  const cause = first === undefined ? '' : text.cause(first.id);
  return (
    <div>
      <h2 className="font-semibold text-xl">{t(`slow.verdict.${verdict}`, { cause })}</h2>
      {verdict === 'calm' && first !== undefined && first.score > 0 ? (
        <p>{t('slow.calmSign', { cause })}</p>
      ) : null}
      <p className="text-muted">
        {t.rich('checked', { time: () => <TimeAgo time={checkedAt} /> })}
      </p>
    </div>
  );
};

const Symptoms = ({ verdict, symptoms, unknown }: Slowness) => {
  const t = useTranslations('advisor.slow');
  const text = useAdviceText();
  const [first] = unknown;
  // Where no cause could be judged there were no numbers for symptoms either.
  const isUnknown = verdict === 'unknown' && first !== undefined;
  return (
    <Card aria-labelledby="slow-symptoms">
      <CardHeader id="slow-symptoms" title={t('symptomsTitle')} />
      <div className="px-4 pb-3">
        {symptoms.length === 0 ? (
          <p className="max-w-4xl text-muted">
            {isUnknown ? text.reason(first.reason) : t('noSymptoms')}
          </p>
        ) : (
          <EvidenceList evidence={symptoms} label={t('symptomsTitle')} />
        )}
      </div>
    </Card>
  );
};

const Causes = ({ cluster, causes }: { cluster: string } & Pick<Slowness, 'causes'>) => {
  const t = useTranslations('advisor.slow');
  return (
    <Card aria-labelledby="slow-causes">
      <CardHeader id="slow-causes" title={t('causesTitle')} />
      <p className="max-w-4xl px-4 pb-3 text-muted text-xs">{t('scoreHint')}</p>
      <ol>
        {causes.map((cause) => (
          <CauseRow key={cause.id} cluster={cluster} cause={cause} />
        ))}
      </ol>
    </Card>
  );
};

/** What made etcd slow over the last minutes, as far as its numbers tell. */
export const SlowPanel = ({ cluster }: { cluster: string }) => {
  const t = useTranslations('advisor.slow');
  const text = useAdviceText();
  const [minutes, setMinutes] = useQueryState('minutes', minutesState);
  const { data, error, refetch } = useSlowness(cluster, minutes);
  const choose = (value: string) => void setMinutes(choices.find((one) => `${one}` === value) ?? 5);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        {data === undefined ? <span /> : <Verdict slowness={data} />}
        <Select
          label={t('minutes')}
          value={`${minutes}`}
          options={choices.map((one) => ({
            value: `${one}`,
            label: t('minutesOption', { minutes: one }),
          }))}
          onChange={choose}
        />
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => refetch()} /> : null}
      {data === undefined ? (
        error ? null : (
          <Skeleton className="h-60 w-full" />
        )
      ) : (
        <>
          <Symptoms {...data} />
          <Causes cluster={cluster} causes={data.causes} />
          <UnknownList
            id="slow-unknown"
            title={t('unknownTitle')}
            unknown={data.unknown}
            nameOf={text.cause}
          />
        </>
      )}
    </div>
  );
};
