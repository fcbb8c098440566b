'use client';

import { useTranslations } from 'use-intl';
import type { Mark } from '@/lib/domain/api/metrics';
import { MarkKey } from './marks-layer';
import { type ChangeView, type MetricsView, toggleMarks } from './metrics-view';
import { markKinds } from './place-marks';

type MarksChoiceProps = { marks: readonly Mark[]; view: MetricsView; onView: ChangeView };

/** Which kinds of events are drawn on the time axes, each with how many there are. */
export const MarksChoice = ({ marks, view, onView }: MarksChoiceProps) => {
  const t = useTranslations('metrics.marks');
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <legend className="float-left text-muted">{t('shown')}</legend>
      {markKinds.map((kind) => (
        <label key={kind} className="flex cursor-pointer items-center gap-1.5">
          <input
            type="checkbox"
            className="accent-green"
            checked={!view.hide.includes(kind)}
            onChange={() => onView(toggleMarks(view, kind))}
          />
          <MarkKey kind={kind} />
          <span>
            {t(`kinds.${kind}`)}{' '}
            <span className="text-muted">{marks.filter((mark) => mark.kind === kind).length}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};
