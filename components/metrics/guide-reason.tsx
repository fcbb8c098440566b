'use client';

import { useTranslations } from 'use-intl';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';

const guided = ['wal-fsync', 'backend-commit'] as const;

/** Why a chart has a guide line, in a sentence, where it has one. */
export const GuideReason = ({ panel }: { panel: PanelId }) => {
  const t = useTranslations('metrics.guideReasons');
  const known = guided.find((id) => id === panel);
  return known === undefined ? null : <p className="px-4 pb-3 text-muted text-xs">{t(known)}</p>;
};
