'use client';

import { useSyncExternalStore } from 'react';
import { type Draft, isChanged } from './draft';

/** Drafts of this tab by cluster and key: opening another key in between loses nothing. */
const drafts = new Map<string, Draft>();
const listeners = new Set<() => void>();

const nameOf = (cluster: string, key: string): string => `${cluster} ${key}`;

/** Browsers then ask before the tab is closed or loaded anew. */
const warn = (event: BeforeUnloadEvent): void => {
  if ([...drafts.values()].some(isChanged)) {
    event.preventDefault();
  }
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const keepDraft = (name: string, draft: Draft | undefined): void => {
  if (draft === undefined) {
    drafts.delete(name);
  } else {
    drafts.set(name, draft);
  }
  if (drafts.size === 0) {
    window.removeEventListener('beforeunload', warn);
  } else {
    window.addEventListener('beforeunload', warn);
  }
  for (const listener of listeners) {
    listener();
  }
};

const nothing = () => undefined;

/** The draft of a key, if somebody edits it in this tab, and what changes or ends it. */
export const useDraft = (
  cluster: string,
  key: string,
): [Draft | undefined, (draft: Draft | undefined) => void] => {
  const name = nameOf(cluster, key);
  const draft = useSyncExternalStore(subscribe, () => drafts.get(name), nothing);
  return [draft, (next) => keepDraft(name, next)];
};
