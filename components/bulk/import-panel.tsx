'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { KeysPanelProps } from '@/components/keys/panel-props';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { useRefreshUndoFiles } from '@/lib/api/bulk';
import { dropImport } from '@/lib/api/imports';
import type { ImportPlan } from '@/lib/domain/api/bulk';
import type { Operation } from '@/lib/domain/api/operations';
import { BulkProgress } from './bulk-progress';
import { ImportPlanView } from './import-plan-view';
import { ImportSource } from './import-source';
import { UndoFiles } from './undo-files';

/** How far an import has come. */
type ImportStep =
  | { step: 'choose' }
  | { step: 'planned'; upload: string; plan: ImportPlan }
  | { step: 'started'; operation: Operation };

/** Writes keys from a file after a dry run, and undoes bulk changes. */
export const ImportPanel = ({ cluster }: KeysPanelProps) => {
  const t = useTranslations('bulk');
  const mayImport = useMay('key:import');
  const refreshUndo = useRefreshUndoFiles(cluster);
  const [import_, setImport] = useState<ImportStep>({ step: 'choose' });
  const restart = () => {
    if (import_.step === 'planned') {
      void dropImport(cluster, import_.upload);
    }
    setImport({ step: 'choose' });
  };
  if (!mayImport) {
    return <EmptyState title={t('import.mayNot')}>{t('import.mayNotWhy')}</EmptyState>;
  }
  return (
    <div className="grid gap-3 p-3">
      <Card aria-labelledby="import-title">
        <CardHeader id="import-title" title={t('import.title')} note={t('import.note')}>
          {import_.step === 'choose' ? null : (
            <Button size="sm" onClick={restart}>
              {t('import.another')}
            </Button>
          )}
        </CardHeader>
        <div className="px-4 pb-4">
          {import_.step === 'choose' ? (
            <ImportSource
              cluster={cluster}
              onPlanned={(upload, plan) => setImport({ step: 'planned', upload, plan })}
            />
          ) : null}
          {import_.step === 'planned' ? (
            <ImportPlanView
              cluster={cluster}
              upload={import_.upload}
              plan={import_.plan}
              onStarted={(operation) => setImport({ step: 'started', operation })}
            />
          ) : null}
          {import_.step === 'started' ? (
            <BulkProgress started={import_.operation} onEnded={refreshUndo} />
          ) : null}
        </div>
      </Card>
      <UndoFiles cluster={cluster} />
    </div>
  );
};
