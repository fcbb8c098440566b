import type { ReactNode } from 'react';

type EmptyStateProps = {
  title: ReactNode;
  /** Why it is empty and what to do. */
  children?: ReactNode;
  action?: ReactNode;
};

/** What stands where there is nothing to show: says so, and why. */
export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <div className="grid justify-items-center gap-1 px-6 py-10 text-center">
    <p className="font-semibold text-md">{title}</p>
    {children === undefined ? null : <div className="max-w-lg text-muted">{children}</div>}
    {action === undefined ? null : <div className="mt-3">{action}</div>}
  </div>
);
