'use client';

import { useTranslations } from 'use-intl';
import type { PanelId } from '@/lib/domain/metrics/panel-declaration';
import { statePanels } from './state-bands';

/** What the bands of a chart of states mean, where it is one. */
export const StateNote = ({ panel }: { panel: PanelId }) => {
  const t = useTranslations('metrics.states');
  const known = statePanels.find((id) => id === panel);
  return known === undefined ? null : <p className="pt-1 text-muted text-xs">{t(known)}</p>;
};
