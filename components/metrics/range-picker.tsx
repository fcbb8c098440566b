'use client';

import { CalendarRange, ChevronLeft, ChevronRight, ZoomOut } from 'lucide-react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { MetricsFrame } from '@/lib/api/metrics';
import { type ChosenRange, type TimeSpan, timeRangeNames } from '@/lib/domain/metrics/time-ranges';
import { Button, IconButton } from '../ui/button';
import { StatusDot } from '../ui/status-dot';
import { useTimeZone } from '../ui/use-format';
import { ChoiceGroup } from './choice-group';
import { CustomRange } from './custom-range';
import { formatSpan } from './format-span';
import { type ChangeView, type MetricsView, toRange, toSpan } from './metrics-view';
import { moved, widened } from './shift-span';
import { UndoZoom } from './undo-zoom';

type RangePickerProps = {
  frame: MetricsFrame | undefined;
  /** The time that is shown; undefined where the address asks for none that can be. */
  chosen: ChosenRange | undefined;
  view: MetricsView;
  onView: ChangeView;
  /** Takes back the zoom that led to what is shown; undefined where none did. */
  onUndoZoom: (() => void) | undefined;
};

const SpanText = ({ span }: { span: TimeSpan }) => {
  const text = formatSpan(span, Date.now(), useLocale(), useTimeZone());
  return <span className="font-semibold sm:whitespace-nowrap">{text}</span>;
};

/** The time that all charts show: presets that move on, two moments, and steps from there. */
export const RangePicker = ({ frame, chosen, view, onView, onUndoZoom }: RangePickerProps) => {
  const t = useTranslations('metrics');
  const ranges = useTranslations('metrics.ranges');
  const [isTyping, setTyping] = useState(false);
  const isLive = typeof chosen === 'string';
  const span = isLive ? frame?.axis : chosen;
  const show = (next: TimeSpan) => onView(toSpan(next));
  const pause = () => (span === undefined ? undefined : show(span));
  return (
    <>
      <ChoiceGroup
        label={t('range')}
        value={isLive ? chosen : undefined}
        options={timeRangeNames.map((value) => ({ value, label: ranges(value) }))}
        onChange={(value) => onView(toRange(value))}
      />
      <Button
        aria-pressed={isLive}
        title={t(isLive ? 'pauseHint' : 'resumeHint')}
        disabled={isLive && span === undefined}
        onClick={() => (isLive ? pause() : onView(toRange(view.range)))}
      >
        <StatusDot tone={isLive ? 'good' : 'neutral'} />
        {t('live')}
      </Button>
      <div className="flex items-center">
        <IconButton
          label={t('earlier')}
          disabled={span === undefined}
          onClick={() => span && show(moved(span, -1, Date.now()))}
        >
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('later')}
          disabled={span === undefined || isLive}
          onClick={() => span && show(moved(span, 1, Date.now()))}
        >
          <ChevronRight size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('zoomOut')}
          disabled={span === undefined}
          onClick={() => span && show(widened(span, Date.now()))}
        >
          <ZoomOut size={15} aria-hidden />
        </IconButton>
        <IconButton
          label={t('custom.title')}
          aria-expanded={isTyping}
          disabled={span === undefined}
          onClick={() => setTyping(!isTyping)}
        >
          <CalendarRange size={15} aria-hidden />
        </IconButton>
        <UndoZoom onUndo={onUndoZoom} />
      </div>
      {isLive || span === undefined ? null : <SpanText span={span} />}
      {isTyping && span !== undefined ? (
        <div className="order-last w-full">
          <CustomRange
            span={span}
            onChoose={(next) => {
              show(next);
              setTyping(false);
            }}
            onCancel={() => setTyping(false)}
          />
        </div>
      ) : null}
    </>
  );
};
