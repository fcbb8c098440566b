'use client';

import clsx from 'clsx';
import { PencilLine } from 'lucide-react';
import { Fragment, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { IconButton } from '../ui/button';
import type { PathQuery } from './find-path';
import type { OpenTarget } from './panel-props';
import { PathInput } from './path-input';

type PathBarProps = PathQuery & {
  /** The folders on the way, then the open key or folder. */
  way: readonly FolderEntry[];
  onOpen: OpenTarget;
};

/** Where we are; each folder is a button, and the whole path can be typed. `/` begins typing. */
export const PathBar = ({ way, onOpen, ...query }: PathBarProps) => {
  const t = useTranslations('keys');
  const [isTyping, setIsTyping] = useState(false);
  const path = way.at(-1)?.name.text ?? '';
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !isField(event.target)) {
        event.preventDefault();
        setIsTyping(true);
      }
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  if (isTyping) {
    const close = () => setIsTyping(false);
    return <PathInput query={query} path={path} onOpen={onOpen} onClose={close} />;
  }
  return (
    <div className="flex min-h-8 items-center gap-2 rounded-md border border-line-strong bg-card pr-0.5 pl-3">
      <nav
        aria-label={t('path')}
        className="min-w-0 flex-1 overflow-x-auto whitespace-nowrap font-mono"
      >
        <PathSteps way={way} delimiter={query.delimiter} onOpen={onOpen} />
      </nav>
      <IconButton label={t('typePath')} onClick={() => setIsTyping(true)}>
        <PencilLine aria-hidden size={14} />
      </IconButton>
    </div>
  );
};

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const PathSteps = ({
  way,
  delimiter,
  onOpen,
}: Pick<PathBarProps, 'way' | 'delimiter' | 'onOpen'>) => {
  const t = useTranslations('keys');
  return (
    <>
      <button
        type="button"
        className="mr-1 font-sans text-muted hover:text-ink"
        onClick={() => onOpen('folder', '')}
      >
        {t('allKeys')}
      </button>
      {way.map((entry, index) => (
        <Fragment key={`${entry.kind}:${entry.name.bytes}`}>
          <button
            type="button"
            aria-current={index === way.length - 1 ? 'location' : undefined}
            className={clsx('hover:underline', index === way.length - 1 && 'font-semibold')}
            onClick={() => onOpen(entry.kind, entry.name.bytes)}
          >
            {entry.label === '' && entry.kind === 'key' ? <em>{t('emptyName')}</em> : entry.label}
            {entry.kind === 'folder' ? <span className="text-muted">{delimiter}</span> : null}
          </button>
        </Fragment>
      ))}
    </>
  );
};
