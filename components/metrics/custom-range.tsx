'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TimeSpan } from '@/lib/domain/metrics/time-ranges';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { parseCustomRange, type RangeProblem, toInputTime } from './parse-custom-range';

type CustomRangeProps = {
  /** The time that is shown now, to begin with. */
  span: TimeSpan;
  onChoose: (span: TimeSpan) => void;
  onCancel: () => void;
};

/** Two moments to be typed, in the reader's time zone, checked before they are taken. */
export const CustomRange = ({ span, onChoose, onCancel }: CustomRangeProps) => {
  const t = useTranslations('metrics.custom');
  const common = useTranslations('common');
  const [from, setFrom] = useState(() => toInputTime(span.from));
  const [to, setTo] = useState(() => toInputTime(span.to));
  const [problem, setProblem] = useState<RangeProblem>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseCustomRange(from, to, Date.now());
    if ('problem' in parsed) {
      setProblem(parsed.problem);
    } else {
      onChoose(parsed.span);
    }
  };
  return (
    <form
      aria-label={t('title')}
      noValidate
      className="flex flex-wrap items-start gap-3"
      onSubmit={submit}
    >
      <Field
        label={t('from')}
        type="datetime-local"
        step={1}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
        error={problem === undefined ? undefined : t(`problems.${problem}`)}
      />
      <Field
        label={t('to')}
        type="datetime-local"
        step={1}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <div className="flex gap-2 pt-5">
        <Button type="submit" variant="primary">
          {t('show')}
        </Button>
        <Button onClick={onCancel}>{common('cancel')}</Button>
      </div>
    </form>
  );
};
