'use client';

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { type KeysTab, keysTabs } from './keys-tabs';
import type { LevelView } from './tree-level';

/** The forms of a value, in the order of their tabs. */
export const valueViews = ['yaml', 'json', 'text', 'hex', 'base64', 'history'] as const;

/** A form of a value. */
export type ValueView = (typeof valueViews)[number];

const parsers = {
  tab: parseAsStringLiteral(keysTabs).withDefault('browse'),
  key: parseAsString,
  folder: parseAsString,
  view: parseAsStringLiteral(valueViews),
  rev: parseAsString,
  from: parseAsString,
  last: parseAsBoolean,
  filter: parseAsString,
};

const wholeFolder = { from: null, last: null, filter: null };

const inAddress = ({ from, last, filter }: LevelView) => ({
  from: from ?? null,
  last: last ?? null,
  filter: filter ?? null,
});

/**
 * What the address says of this page: the tab, the open key or folder (base64url), the part of the
 * folder that is shown, the chosen form of the value, and the past revision.
 */
export const useKeyLocation = () => {
  const [{ tab, key, folder, view, rev, from, last, filter }, setLocation] = useQueryStates(
    parsers,
    { history: 'push' },
  );
  const revision = rev !== null && /^[1-9]\d{0,18}$/.test(rev) ? rev : null;
  return {
    tab,
    key,
    folder: key === null ? folder : null,
    view,
    revision,
    levelView: {
      from: from ?? undefined,
      last: last ?? undefined,
      filter: filter === null || filter === '' ? undefined : filter,
    },
    /** Opens a key; a level view goes along where its folder is shown in part. */
    openKey: (bytes: string, level: LevelView = {}, at = revision) =>
      setLocation({ tab: 'browse', key: bytes, folder: null, rev: at, ...inAddress(level) }),
    openFolder: (bytes: string, level: LevelView = {}, at = revision) =>
      setLocation({
        tab: 'browse',
        key: null,
        folder: bytes === '' ? null : bytes,
        rev: at,
        ...inAddress(level),
      }),
    showAs: (chosen: ValueView) => setLocation({ view: chosen }, { history: 'replace' }),
    showTab: (chosen: KeysTab) => setLocation({ tab: chosen }),
    showRevision: (chosen: string | null) => setLocation({ rev: chosen }, { history: 'replace' }),
    showPart: (part: LevelView) =>
      setLocation({ ...wholeFolder, ...inAddress(part) }, { history: 'replace' }),
  };
};

/** What the address says, with what changes it. */
export type KeyLocation = ReturnType<typeof useKeyLocation>;
