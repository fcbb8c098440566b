'use client';

import { Bar } from '@/components/ui/bar';
import { useFormat } from '@/components/ui/use-format';

/** Less would be written as nothing. */
const leastWritten = 0.0005;

/** A part of a whole: a bar, and the share beside it. */
export const ShareBar = ({ part, whole }: { part: number; whole: number }) => {
  const format = useFormat();
  const fraction = whole === 0 ? 0 : part / whole;
  return (
    <span className="inline-flex items-center gap-2">
      <Bar
        className="hidden w-20 wide:inline-block"
        parts={[{ fraction, className: 'fill-green' }]}
      />
      <span className="w-11 text-right text-muted">
        {fraction > 0 && fraction < leastWritten
          ? `<${format.percent(2 * leastWritten)}`
          : format.percent(fraction)}
      </span>
    </span>
  );
};
