'use client';

import clsx from 'clsx';
import { PencilLine } from 'lucide-react';
import { type FormEvent, Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { IconButton } from '../ui/button';
import { useErrorText } from '../ui/error-notice';
import { inputClass } from '../ui/field';
import { findPath } from './find-path';

type PathBarProps = {
  cluster: string;
  delimiter: string;
  /** The folders on the way, then the open key or folder. */
  way: readonly FolderEntry[];
  onOpen: (kind: 'key' | 'folder', bytes: string) => void;
};

/** Where we are; each folder is a button, and the whole path can be typed. `/` begins typing. */
export const PathBar = ({ cluster, delimiter, way, onOpen }: PathBarProps) => {
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
    const open = { cluster, delimiter, path, onOpen };
    return <PathInput {...open} onClose={() => setIsTyping(false)} />;
  }
  return (
    <div className="flex min-h-8 items-center gap-2 rounded-md border border-line-strong bg-card pr-0.5 pl-3">
      <nav
        aria-label={t('path')}
        className="min-w-0 flex-1 overflow-x-auto whitespace-nowrap font-mono"
      >
        <PathSteps way={way} delimiter={delimiter} onOpen={onOpen} />
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

type PathInputProps = Omit<PathBarProps, 'way'> & { path: string; onClose: () => void };

const PathInput = ({ cluster, delimiter, path, onOpen, onClose }: PathInputProps) => {
  const t = useTranslations('keys');
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(path);
  const [problem, setProblem] = useState<string | undefined>();
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const found = await findPath({ cluster, delimiter }, text);
      if (found.kind === 'nothing') {
        setProblem(t('nothingThere'));
        return;
      }
      onOpen(found.kind, found.bytes);
      onClose();
    } catch (error) {
      setProblem(errorText(error));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      onClose();
    }
  };
  return (
    <form onSubmit={submit} className="grid gap-1">
      <input
        ref={input}
        value={text}
        aria-label={t('typePath')}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'path-problem'}
        placeholder={t('pathPlaceholder')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
          setProblem(undefined);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => problem === undefined && onClose()}
        className={clsx(inputClass, 'font-mono')}
      />
      {problem === undefined ? null : (
        <p id="path-problem" role="alert" className="text-red-ink text-sm">
          {problem}
        </p>
      )}
    </form>
  );
};
