'use client';

import { ChevronFirst, ChevronLast, CornerDownRight } from 'lucide-react';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { concatBytes, fromBase64Url, startsWithBytes, toBase64Url } from '@/lib/domain/bytes';
import { parseReadable } from '@/lib/domain/keys/parse-readable';
import { Button, IconButton } from '../ui/button';
import { inputClass } from '../ui/field';
import type { LevelView } from './tree-level';

const debounceMilliseconds = 250;

type TreeToolsProps = {
  /** The open folder: its prefix (base64url) and its readable name. */
  prefix: string;
  name: string;
  view: LevelView;
  onShow: (part: LevelView) => void;
  /** Goes to the search through everything below, which a filter is not. */
  onSearch: () => void;
};

/** Which part of the open folder is shown: what a filter leaves, its begin, its end, from a key. */
export const TreeTools = ({ prefix, name, view, onShow, onSearch }: TreeToolsProps) => {
  const t = useTranslations('keys');
  const [isJumping, setJumping] = useState(false);
  return (
    <div className="grid gap-1.5 border-line border-b p-2">
      <div className="flex items-center gap-0.5">
        <FolderFilter name={name} view={view} onShow={onShow} />
        <IconButton label={t('firstPage')} onClick={() => onShow({})}>
          <ChevronFirst aria-hidden size={15} />
        </IconButton>
        <IconButton label={t('lastPage')} onClick={() => onShow({ last: true })}>
          <ChevronLast aria-hidden size={15} />
        </IconButton>
        <IconButton
          label={t('jump')}
          aria-expanded={isJumping}
          onClick={() => setJumping(!isJumping)}
        >
          <CornerDownRight aria-hidden size={15} />
        </IconButton>
        <Button className="ml-1" onClick={onSearch}>
          {t('searchAll')}
        </Button>
      </div>
      {isJumping ? (
        <JumpForm
          prefix={prefix}
          onJump={(from) => {
            setJumping(false);
            onShow({ from });
          }}
          onClose={() => setJumping(false)}
        />
      ) : null}
    </div>
  );
};

type FolderFilterProps = Pick<TreeToolsProps, 'name' | 'view' | 'onShow'>;

const FolderFilter = ({ name, view, onShow }: FolderFilterProps) => {
  const t = useTranslations('keys');
  const [typed, setTyped] = useState<string | undefined>();
  const apply = useEffectEvent(() => {
    onShow(typed === undefined || typed === '' ? {} : { filter: typed });
    setTyped(undefined);
  });
  useEffect(() => {
    if (typed === undefined) {
      return;
    }
    const timer = setTimeout(() => apply(), debounceMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);
  const label = name === '' ? t('filterAll') : t('filterIn', { folder: name });
  return (
    <input
      type="search"
      value={typed ?? view.filter ?? ''}
      aria-label={label}
      placeholder={label}
      maxLength={256}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.target.value)}
      className={inputClass}
    />
  );
};

type JumpFormProps = { prefix: string; onJump: (from: string) => void; onClose: () => void };

/** The key that was typed: whole, or as it goes on after the folder. */
const jumpTarget = (text: string, prefix: string): string => {
  const folder = fromBase64Url(prefix) ?? new Uint8Array();
  const typed = parseReadable(text.trim());
  return toBase64Url(startsWithBytes(typed, folder) ? typed : concatBytes(folder, typed));
};

const JumpForm = ({ prefix, onJump, onClose }: JumpFormProps) => {
  const t = useTranslations('keys');
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onJump(jumpTarget(text, prefix));
  };
  return (
    <form onSubmit={submit} className="flex gap-1.5">
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field.
        autoFocus
        value={text}
        aria-label={t('jumpTo')}
        placeholder={t('jumpTo')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
        className={inputClass}
      />
      <Button type="submit">{t('go')}</Button>
    </form>
  );
};
