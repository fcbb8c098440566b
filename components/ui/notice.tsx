import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from './tone';

const tones = {
  good: { frame: 'border-green bg-selection', icon: CircleCheck, colour: 'text-green-ink' },
  warning: {
    frame: 'border-yellow bg-yellow-wash',
    icon: TriangleAlert,
    colour: 'text-yellow-ink',
  },
  critical: { frame: 'border-red bg-red-wash', icon: CircleAlert, colour: 'text-red-ink' },
  neutral: { frame: 'border-line-strong bg-card', icon: Info, colour: 'text-muted' },
} as const satisfies Record<Tone, unknown>;

type NoticeProps = {
  tone?: Tone;
  /** `alert` is read out at once, `status` when the reader is free; none for standing text. */
  role?: 'alert' | 'status';
  children: ReactNode;
  /** A button at the right end. */
  action?: ReactNode;
};

/** A framed sentence with an icon. */
export const Notice = ({ tone = 'neutral', role, children, action }: NoticeProps) => {
  const { frame, icon: Icon, colour } = tones[tone];
  return (
    <div role={role} className={clsx('flex items-start gap-2 rounded-md border px-3 py-2', frame)}>
      <Icon aria-hidden size={15} className={clsx('mt-0.5 flex-none', colour)} />
      <div className="min-w-0 flex-1 break-words text-ink">{children}</div>
      {action}
    </div>
  );
};
