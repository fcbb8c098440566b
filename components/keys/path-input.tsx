'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { useErrorText } from '../ui/error-notice';
import { inputClass } from '../ui/field';
import { findPath, type PathQuery } from './find-path';
import type { OpenTarget } from './panel-props';
import { pathCompletions } from './path-completions';

const debounceMilliseconds = 150;
const listId = 'path-completions';

type PathInputProps = {
  query: PathQuery;
  /** The readable path to begin with. */
  path: string;
  onOpen: OpenTarget;
  onClose: () => void;
};

/** What begins with the text, a moment after it stopped changing. */
const useCompletions = (query: PathQuery, text: string): readonly FolderEntry[] => {
  const [wanted, setWanted] = useState<string | undefined>();
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text), debounceMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  const { data = [] } = useQuery({
    queryKey: ['path-completions', query, wanted],
    queryFn: ({ signal }) => pathCompletions(query, wanted ?? '', signal),
    enabled: wanted !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  // A path that is complete already needs no list.
  return data.length === 1 && data[0]?.name.text === text ? [] : data;
};

/** The path as text: what begins so is offered, Tab takes it over, Enter goes there. */
export const PathInput = ({ query, path, onOpen, onClose }: PathInputProps) => {
  const t = useTranslations('keys');
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(path);
  const [active, setActive] = useState(-1);
  const [problem, setProblem] = useState<string | undefined>();
  const completions = useCompletions(query, text);
  const chosen = completions[active];
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const change = (changed: string) => {
    setText(changed);
    setActive(-1);
    setProblem(undefined);
  };
  const open = ({ kind, name }: FolderEntry) => {
    onOpen(kind, name.bytes);
    onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== undefined) {
      open(chosen);
      return;
    }
    try {
      const found = await findPath(query, text);
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
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const taken = chosen ?? completions[0];
    if (event.key === 'Escape') {
      onClose();
    } else if (step !== undefined && completions.length > 0) {
      event.preventDefault();
      setActive((active + step + completions.length) % completions.length);
    } else if (
      event.key === 'Tab' &&
      !event.shiftKey &&
      taken !== undefined &&
      taken.name.text !== text
    ) {
      event.preventDefault();
      change(taken.name.text);
    }
  };
  return (
    <form onSubmit={submit} className="relative grid gap-1">
      <input
        ref={input}
        role="combobox"
        value={text}
        aria-label={t('typePath')}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'path-problem'}
        aria-autocomplete="list"
        aria-expanded={completions.length > 0}
        aria-controls={completions.length > 0 ? listId : undefined}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${active}`}
        placeholder={t('pathPlaceholder')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => problem === undefined && onClose()}
        className={clsx(inputClass, 'font-mono')}
      />
      {problem === undefined ? null : (
        <p id="path-problem" role="alert" className="text-red-ink text-sm">
          {problem}
        </p>
      )}
      <CompletionList completions={completions} active={active} onOpen={open} />
    </form>
  );
};

type CompletionListProps = {
  completions: readonly FolderEntry[];
  active: number;
  onOpen: (entry: FolderEntry) => void;
};

const CompletionList = ({ completions, active, onOpen }: CompletionListProps) => {
  const t = useTranslations('keys');
  return completions.length === 0 ? null : (
    <div
      id={listId}
      role="listbox"
      aria-label={t('completions')}
      className="absolute top-full z-20 mt-1 grid w-full rounded-md border border-line-strong bg-card p-1 shadow-pop"
    >
      {completions.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above handles the keys.
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox.
        <div
          key={`${entry.kind}:${entry.name.bytes}`}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === active}
          // The field must not lose the focus to a click, which would close the list before it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onOpen(entry)}
          className={clsx(
            'cursor-pointer truncate rounded-md px-2 py-1 font-mono text-sm',
            index === active ? 'bg-selection' : 'hover:bg-row-hover',
          )}
        >
          {entry.name.text}
        </div>
      ))}
    </div>
  );
};
