'use client';

import clsx from 'clsx';
import { useTranslations } from 'use-intl';
import type { Finding } from '@/lib/domain/api/advisor';
import { CommandLine } from '../backups/command-line';
import { Card } from '../ui/card';
import { Tag } from '../ui/tag';
import { AdviceLink } from './advice-link';
import { EvidenceList } from './evidence-list';
import { useAdviceText } from './use-advice-text';

const tones = { critical: 'critical', warning: 'warning', info: 'neutral' } as const;
const edges = {
  critical: 'border-l-red-fill',
  warning: 'border-l-yellow',
  info: 'border-l-line-strong',
} as const;

const Part = ({ title, children }: { title: string; children: string }) => (
  <div>
    <h4 className="text-muted text-xs">{title}</h4>
    <p className="max-w-4xl">{children}</p>
  </div>
);

/** One finding: what shows it, and folded below why it matters and how to mend it. */
export const FindingCard = ({ cluster, finding }: { cluster: string; finding: Finding }) => {
  const t = useTranslations('advisor');
  const text = useAdviceText();
  const { id, severity, parameters, evidence, commands, link } = finding;
  const { title, why, mend } = text.finding(id, parameters);
  return (
    <Card
      aria-labelledby={`finding-${id}`}
      className={clsx('border-l-3 px-4 py-3', edges[severity])}
    >
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <Tag tone={tones[severity]}>{t(`severity.${severity}`)}</Tag>
        <h3 id={`finding-${id}`} className="min-w-0 flex-1 break-words font-semibold text-md">
          {title}
        </h3>
        <AdviceLink cluster={cluster} link={link} />
      </div>
      <div className="mt-1.5">
        <EvidenceList evidence={evidence} label={t('evidenceTitle')} />
      </div>
      <details className="mt-2" open={severity === 'critical'}>
        <summary className="w-fit cursor-pointer text-blue">{t('details')}</summary>
        <div className="mt-2 grid gap-2.5">
          <Part title={t('whyTitle')}>{why}</Part>
          <Part title={t('mendTitle')}>{mend}</Part>
          {commands.map((command) => (
            <CommandLine key={command} command={command} />
          ))}
        </div>
      </details>
    </Card>
  );
};
