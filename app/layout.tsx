import type { Viewport } from 'next';
import type { ReactNode } from 'react';
import { DisplayProvider } from '@/components/shell/display-context';
import { IntlProvider } from '@/components/shell/intl-provider';
import { requestDisplay } from '@/components/shell/request-display';
import { QueryProvider } from '@/lib/api/query-client';
import { loadMessages } from '@/messages/load-messages';
import './globals.css';

/** Every page depends on who asks, on the nonce and on the prefix: none is made ahead. */
export const dynamic = 'force-dynamic';

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

const htmlLanguages = { en: 'en', zh: 'zh-Hans' } as const;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const display = await requestDisplay();
  const messages = await loadMessages(display.language);
  return (
    <html
      lang={htmlLanguages[display.language]}
      className={display.theme === 'system' ? undefined : display.theme}
    >
      <body className="font-sans">
        <IntlProvider
          language={display.language}
          messages={messages}
          now={new Date().toISOString()}
        >
          <DisplayProvider value={display}>
            <QueryProvider>{children}</QueryProvider>
          </DisplayProvider>
        </IntlProvider>
      </body>
    </html>
  );
}
