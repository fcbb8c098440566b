'use client';

import { useTranslations } from 'use-intl';
import type { Evidence } from '@/lib/domain/api/advisor';
import { useAdviceText } from './use-advice-text';

/** Where more is written: another site, which learns nothing of this page. */
const Source = ({ url, about }: { url: string; about: string }) => {
  const t = useTranslations('advisor');
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t('sourceOf', { about })}
      className="text-blue underline underline-offset-2"
    >
      {t('source')}
    </a>
  );
};

/** Observed facts, a line each. */
export const EvidenceList = ({
  evidence,
  label,
}: {
  evidence: readonly Evidence[];
  label: string;
}) => {
  const text = useAdviceText();
  const urls = new Map(evidence.map((one) => [text.evidence(one), one.url]));
  return urls.size === 0 ? null : (
    <ul aria-label={label} className="grid list-disc gap-0.5 pl-5 marker:text-muted">
      {[...urls].map(([line, url]) => (
        <li key={line} className="break-words">
          {line} {url === undefined ? null : <Source url={url} about={line} />}
        </li>
      ))}
    </ul>
  );
};
