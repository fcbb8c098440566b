'use client';

import { useTranslations } from 'use-intl';
import { ProblemError } from '@/lib/api/request';
import { ErrorNotice } from '../ui/error-notice';
import { Notice } from '../ui/notice';

const refusals = ['syntax', 'not_object', 'other_kind', 'wrong_type', 'lost', 'inexact'] as const;
const findings = ['before', 'other', 'unread'] as const;

const oneOf = <Name extends string>(names: readonly Name[], value: unknown): Name | undefined =>
  names.find((name) => name === value);

/** Why a change failed, and what was found when it is not known whether it happened. */
export const WriteProblem = ({ error }: { error: unknown }) => {
  const t = useTranslations('edit');
  if (error === null) {
    return null;
  }
  const parameters = error instanceof ProblemError ? error.problem.parameters : {};
  const found = oneOf(findings, parameters.found);
  const refusal = oneOf(refusals, parameters.refusal);
  return (
    <div className="grid gap-2">
      <ErrorNotice error={error} />
      {found === undefined ? null : <Notice tone="warning">{t(`found.${found}`)}</Notice>}
      {refusal === undefined ? null : (
        <Notice tone="warning">
          {t(`refusal.${refusal}`, { where: String(parameters.where ?? '') })}
        </Notice>
      )}
    </div>
  );
};
