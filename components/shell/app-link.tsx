'use client';

import Link from 'next/link';
import type { ComponentProps } from 'react';
import { useKeptQuery } from './display-context';

type AppLinkProps = Omit<ComponentProps<typeof Link>, 'href'> & {
  /** Path within the app, without the base path; may have a query. */
  href: string;
};

/** The only internal link: keeps `embed`, `theme`, `lang` and `cluster` of the address. */
export const AppLink = ({ href, prefetch = false, ...rest }: AppLinkProps) => {
  const keep = useKeptQuery();
  return <Link href={keep(href)} prefetch={prefetch} {...rest} />;
};
