'use client';

import { parseAsString, useQueryState } from 'nuqs';

const searchId = /^\d{8}t\d{9}z-[0-9a-f]{8}$/;

/** Which search is open, in the address, so that it survives a reload. */
export const useSearchLocation = () => {
  const [id, setId] = useQueryState('search', parseAsString);
  return {
    id: id !== null && searchId.test(id) ? id : null,
    show: (chosen: string | null) => void setId(chosen),
  };
};
