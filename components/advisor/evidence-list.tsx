'use client';

import type { Evidence } from '@/lib/domain/api/advisor';
import { useAdviceText } from './use-advice-text';

/** Observed facts, a line each. */
export const EvidenceList = ({
  evidence,
  label,
}: {
  evidence: readonly Evidence[];
  label: string;
}) => {
  const text = useAdviceText();
  const lines = evidence.map(text.evidence);
  return lines.length === 0 ? null : (
    <ul aria-label={label} className="grid list-disc gap-0.5 pl-5 marker:text-muted">
      {[...new Set(lines)].map((line) => (
        <li key={line} className="break-words">
          {line}
        </li>
      ))}
    </ul>
  );
};
