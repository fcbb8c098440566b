'use client';

import { useTranslations } from 'use-intl';
import { Button } from './button';
import { Notice } from './notice';
import { useCodeText } from './use-code-text';

/** What a failed answer of the API carries (RFC 9457), as far as a reader needs it. */
type Problem = {
  code: string;
  detail: string;
  parameters: Record<string, string | number>;
  requestId: string;
};

/** The problem an error carries, whichever copy of a module made it; undefined for other errors. */
const problemOf = (error: unknown): Problem | undefined => {
  if (!(error instanceof Error) || !('problem' in error)) {
    return undefined;
  }
  const { problem } = error;
  const isProblem = typeof problem === 'object' && problem !== null && 'code' in problem;
  return isProblem ? asProblem(problem) : undefined;
};

/** The API client only ever puts problems there. */
const asProblem = (value: object): Problem => value as Problem;

/** A failed request as a sentence of the reader's language; the server's own where none exists. */
export const useErrorText = (): ((error: unknown) => string) => {
  const textOfCode = useCodeText('errors');
  const t = useTranslations('common');
  return (error) => {
    const problem = problemOf(error);
    return problem === undefined
      ? t('unreachable')
      : (textOfCode(problem.code, problem.parameters) ?? problem.detail);
  };
};

type ErrorNoticeProps = {
  error: unknown;
  /** Offers "Try again" where given. */
  onRetry?: () => void;
};

/** What went wrong and how to mend it, read out at once, with the request id for the log. */
export const ErrorNotice = ({ error, onRetry }: ErrorNoticeProps) => {
  const t = useTranslations('common');
  const textOf = useErrorText();
  const requestId = problemOf(error)?.requestId;
  return (
    <Notice
      tone="critical"
      role="alert"
      action={
        onRetry === undefined ? undefined : (
          <Button size="sm" onClick={onRetry}>
            {t('tryAgain')}
          </Button>
        )
      }
    >
      <p>{textOf(error)}</p>
      {requestId === undefined ? null : (
        <p className="text-muted text-xs">{t('requestId', { id: requestId })}</p>
      )}
    </Notice>
  );
};
