'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { BrandMark } from './brand';

type MessagePageProps = {
  title: string;
  children: ReactNode;
  /** Small controls under the box. */
  footer?: ReactNode;
};

/** A page outside of the frame that says one thing. */
export const MessagePage = ({ title, children, footer }: MessagePageProps) => {
  const t = useTranslations('shell');
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-4 p-6">
      <title>{`${title} · ${t('brand')}`}</title>
      <p className="flex items-center gap-2 font-semibold text-lg">
        <BrandMark />
        {t('brand')}
      </p>
      <div className="grid w-full max-w-110 gap-3 rounded-md border border-line bg-card p-6">
        <h1 className="font-semibold text-xl">{title}</h1>
        {children}
      </div>
      {footer}
    </main>
  );
};
