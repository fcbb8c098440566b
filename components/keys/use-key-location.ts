'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

/** The forms of a value, in the order of their tabs. */
export const valueViews = ['yaml', 'json', 'text', 'hex'] as const;

/** A form of a value. */
export type ValueView = (typeof valueViews)[number];

const parsers = {
  key: parseAsString,
  folder: parseAsString,
  view: parseAsStringLiteral(valueViews),
};

/** What the address says of this page: the open key or folder (base64url) and the chosen tab. */
export const useKeyLocation = () => {
  const [{ key, folder, view }, setLocation] = useQueryStates(parsers, { history: 'push' });
  return {
    key,
    folder: key === null ? folder : null,
    view,
    openKey: (bytes: string) => setLocation({ key: bytes, folder: null }),
    openFolder: (bytes: string) => setLocation({ key: null, folder: bytes === '' ? null : bytes }),
    showAs: (chosen: ValueView) => setLocation({ view: chosen }, { history: 'replace' }),
  };
};
