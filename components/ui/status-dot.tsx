import clsx from 'clsx';
import type { Tone } from './tone';

const tones: Record<Tone, string> = {
  good: 'bg-green',
  warning: 'bg-yellow',
  critical: 'bg-red',
  neutral: 'bg-control',
};

/** A coloured dot; `label` is the word for those who do not see it, left out where text follows. */
export const StatusDot = ({ tone, label }: { tone: Tone; label?: string }) => (
  <>
    <span aria-hidden className={clsx('inline-block size-2 flex-none rounded-full', tones[tone])} />
    {label === undefined ? null : <span className="sr-only">{label}</span>}
  </>
);
