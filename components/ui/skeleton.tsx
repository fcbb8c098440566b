import clsx from 'clsx';

/** A grey shape where something is about to stand; give it a height and a width by class. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={clsx('animate-pulse rounded-sm bg-line', className)} />
);
