import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

/** A bordered surface; give it an `aria-label` or `aria-labelledby` where it is a region. */
export const Card = ({ className, ...rest }: ComponentProps<'section'>) => (
  <section className={clsx('min-w-0 rounded-md border border-line bg-card', className)} {...rest} />
);

type CardHeaderProps = {
  title: ReactNode;
  /** Smaller words beside the title. */
  note?: ReactNode;
  /** Id of the heading, for `aria-labelledby` of the card. */
  id?: string;
  /** Controls at the right end. */
  children?: ReactNode;
};

/** The heading row of a card: an h2, a note and controls. */
export const CardHeader = ({ title, note, id, children }: CardHeaderProps) => (
  <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2">
    <h2 id={id} className="font-semibold text-md">
      {title}
    </h2>
    {note === undefined ? null : <span className="text-muted text-xs">{note}</span>}
    {children === undefined ? null : (
      <div className="ml-auto flex items-center gap-2">{children}</div>
    )}
  </div>
);
