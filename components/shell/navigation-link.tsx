'use client';

import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { AppLink } from './app-link';

type NavigationLinkProps = { href: string; label: string; icon: LucideIcon; current: boolean };

/** One line of the navigation; where it is a rail, the words are the tooltip. */
export const NavigationLink = ({ href, label, icon: Icon, current }: NavigationLinkProps) => (
  <li>
    <AppLink
      href={href}
      title={label}
      aria-current={current ? 'page' : undefined}
      className={clsx(
        'flex h-8 items-center justify-center gap-2.5 rounded-md wide:justify-start wide:px-2.5',
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
    </AppLink>
  </li>
);
