'use client';

import type { ReactNode } from 'react';
import { IntlProvider as BaseProvider } from 'use-intl';
import type { Language } from '@/lib/domain/messages';
import type { Messages } from '@/messages/load-messages';

type IntlProviderProps = {
  language: Language;
  messages: Messages;
  /** The server's time as RFC 3339, so that both first renders agree on "3 minutes ago". */
  now: string;
  children: ReactNode;
};

/** The texts and formats of the active language for every client component. */
export const IntlProvider = ({ language, messages, now, children }: IntlProviderProps) => (
  <BaseProvider locale={language} messages={messages} now={new Date(now)} timeZone="UTC">
    {children}
  </BaseProvider>
);
