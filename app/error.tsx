'use client';

import { FailedPage } from '@/components/shell/failed-page';

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <FailedPage digest={error.digest} onRetry={reset} />;
}
