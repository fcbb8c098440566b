import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { Tone } from './tone';

const tones: Record<Tone, string> = {
  good: 'border-green bg-selection text-green-ink',
  warning: 'border-yellow bg-yellow-wash text-yellow-ink',
  critical: 'border-red bg-red-wash text-red-ink',
  neutral: 'border-line-strong text-muted',
};

/** A short word in a frame. */
export const Tag = ({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) => (
  <span
    className={clsx(
      'inline-block whitespace-nowrap rounded-sm border px-1.5 text-xs leading-4.5',
      tones[tone],
    )}
  >
    {children}
  </span>
);
