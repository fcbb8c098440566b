'use client';

import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CodeLanguage } from '../keys/code-look';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { Skeleton } from '../ui/skeleton';

const DiffEditor = lazy(async () => ({ default: (await import('./diff-editor')).DiffEditor }));

/** How two texts are laid out. */
export type DiffLayout = 'unified' | 'beside';

const layouts = ['unified', 'beside'] as const;

type ValueDiffProps = {
  before: string;
  after: string;
  /** What is compared, for screen readers. */
  label: string;
  language?: CodeLanguage;
};

/**
 * The difference of two texts, in one column or side by side, unchanged stretches folded. As high
 * as its texts; give it a parent with a height to make it scroll. Its editor is fetched when needed.
 */
export const ValueDiff = ({ before, after, label, language = 'plain' }: ValueDiffProps) => {
  const t = useTranslations('edit');
  const [layout, setLayout] = useState<DiffLayout>('unified');
  if (before === after) {
    return <EmptyState title={t('diff.same')}>{t('diff.sameWhy')}</EmptyState>;
  }
  return (
    <section aria-label={label} className="flex min-h-0 min-w-0 flex-1 flex-col gap-1.5">
      <fieldset className="flex gap-1.5">
        <legend className="sr-only">{t('diff.layout')}</legend>
        {layouts.map((name) => (
          <Button
            key={name}
            size="sm"
            aria-pressed={layout === name}
            variant={layout === name ? 'primary' : 'default'}
            onClick={() => setLayout(name)}
          >
            {t(`diff.${name}`)}
          </Button>
        ))}
      </fieldset>
      <Suspense fallback={<Skeleton className="h-40" />}>
        <DiffEditor
          before={before}
          after={after}
          label={label}
          language={language}
          layout={layout}
        />
      </Suspense>
    </section>
  );
};
