'use client';

import { type KeyboardEvent, useRef } from 'react';
import { treeCommand, typeAhead } from './tree-keyboard';
import type { TreeLayout } from './tree-layout';

const typeAheadMilliseconds = 700;

/** What the keys do; all take the index of a row. */
export type TreeActions = {
  focus: (index: number) => void;
  extendTo: (index: number) => void;
  check: (index: number, isRange: boolean) => void;
  activate: (index: number) => void;
  toggle: (index: number) => void;
};

type TreeKeyboard = { rows: TreeLayout; focusedIndex: number; canCheck: boolean };

/** The handler of the tree's keys, with the letters that were typed just before. */
export const useTreeKeyboard = (
  { rows, focusedIndex, canCheck }: TreeKeyboard,
  actions: TreeActions,
): ((event: KeyboardEvent) => void) => {
  const typed = useRef({ text: '', at: 0 });

  const onType = (key: string, time: number) => {
    const isSameWord = time - typed.current.at < typeAheadMilliseconds;
    typed.current = { text: isSameWord ? typed.current.text + key : key, at: time };
    actions.focus(typeAhead(typed.current.text, rows, focusedIndex));
  };

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const options = { isShift: event.shiftKey, canCheck };
    const command = treeCommand(event.key, rows, focusedIndex, options);
    if (command === undefined) {
      // `/` and `?` are the shortcuts of the page.
      if (event.key.length === 1 && event.key !== '/' && event.key !== '?') {
        onType(event.key, event.timeStamp);
      }
      return;
    }
    event.preventDefault();
    const { type, index } = command;
    if (type === 'check' || type === 'check-to') {
      actions.check(index, type === 'check-to');
    } else if (type === 'expand' || type === 'collapse') {
      actions.toggle(index);
    } else {
      actions[type === 'extend' ? 'extendTo' : type](index);
    }
  };
};
