'use client';

import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { AppLink } from './app-link';

type NavigationLinkProps = {
  href: string;
  label: string;
  icon: LucideIcon;
  current: boolean;
  /** A number at the end of the line, or at the corner of the icon. */
  badge?: ReactNode;
};

/** One line of the navigation; where it is a rail, the words are the tooltip. */
export const NavigationLink = ({
  href,
  label,
  icon: Icon,
  current,
  badge,
}: NavigationLinkProps) => (
  <li>
    <AppLink
      href={href}
      title={label}
      aria-current={current ? 'page' : undefined}
      className={clsx(
        'relative flex h-8 items-center justify-center gap-2.5 rounded-md wide:justify-start wide:px-2.5',
        current ? 'bg-selection font-semibold text-green-ink' : 'text-ink hover:bg-row-hover',
      )}
    >
      <Icon
        aria-hidden
        size={15}
        strokeWidth={1.7}
        className={clsx('flex-none', current ? 'text-green-ink' : 'text-muted')}
      />
      <span className="sr-only wide:not-sr-only">{label}</span>
      {badge === undefined ? null : (
        <span className="absolute -top-1 right-0 wide:static wide:ml-auto">{badge}</span>
      )}
    </AppLink>
  </li>
);
