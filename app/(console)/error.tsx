'use client';

import { FailedNotice } from '@/components/shell/failed-notice';

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <FailedNotice digest={error.digest} onRetry={reset} />;
}
