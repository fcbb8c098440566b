'use client';

import { createContext, type ReactNode, use } from 'react';
import { type Display, keepQuery } from './display';

const DisplayContext = createContext<Display>({
  embedded: false,
  theme: 'system',
  language: 'en',
  query: {},
});

/** Gives the display of the request to every client component. */
export const DisplayProvider = ({ value, children }: { value: Display; children: ReactNode }) => (
  <DisplayContext value={value}>{children}</DisplayContext>
);

/** How the page is to look: embedded or not, theme, language. */
export const useDisplay = (): Display => use(DisplayContext);

/** Adds the kept query parameters to an internal address, for `router.push`. */
export const useKeptQuery = (): ((href: string) => string) => {
  const { query } = useDisplay();
  return (href) => keepQuery(href, query);
};
