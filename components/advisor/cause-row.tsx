'use client';

import { useTranslations } from 'use-intl';
import type { Cause } from '@/lib/domain/api/advisor';
import { Bar } from '../ui/bar';
import { AdviceLink } from './advice-link';
import { EvidenceList } from './evidence-list';
import { useAdviceText } from './use-advice-text';

const severeScore = 0.7;

const fillOf = (score: number): string => (score >= severeScore ? 'fill-red-fill' : 'fill-yellow');

/** A possible cause with how strongly the evidence speaks for it, and that evidence. */
export const CauseRow = ({ cluster, cause }: { cluster: string; cause: Cause }) => {
  const t = useTranslations('advisor.slow');
  const text = useAdviceText();
  const { id, score, evidence, link } = cause;
  return (
    <li className="grid gap-x-6 gap-y-1 border-line border-t px-4 py-3 md:grid-cols-[11rem_minmax(0,1fr)]">
      <div>
        <p className="text-muted text-xs">
          {score === 0 ? t('noSign') : t('scoreValue', { score: Math.round(score * 100) })}
        </p>
        <Bar parts={[{ fraction: score, className: fillOf(score) }]} className="w-full max-w-44" />
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h3 className={score === 0 ? '' : 'font-semibold text-md'}>{text.cause(id)}</h3>
          <span className="ml-auto">
            <AdviceLink cluster={cluster} link={link} />
          </span>
        </div>
        {score === 0 ? null : <p className="mb-1 text-muted">{text.causeHelp(id)}</p>}
        <EvidenceList evidence={evidence} label={text.cause(id)} />
      </div>
    </li>
  );
};
