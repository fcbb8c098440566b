'use client';

import type { OpenTarget } from '@/components/keys/panel-props';
import { matchesPerPage, useMatchesPage } from '@/lib/api/searches';
import type { Search } from '@/lib/domain/api/searches';
import { MatchRow } from './match-row';

type MatchPageProps = {
  search: Search;
  page: number;
  /** The rows of the page that are in view. */
  rows: readonly { index: number; start: number; size: number }[];
  focused: number;
  onOpen: OpenTarget;
  onFocus: (index: number) => void;
};

/** The rows in view of one page of matches, which is asked for when it comes into view. */
export const MatchPage = ({ search, page, rows, focused, onOpen, onFocus }: MatchPageProps) => {
  const { data: matches } = useMatchesPage(search, page);
  return rows.map(({ index, start, size }) => (
    <MatchRow
      key={index}
      index={index}
      count={search.matches}
      match={matches?.[index - page * matchesPerPage]}
      isFocused={index === focused}
      style={{ transform: `translateY(${start}px)`, height: size }}
      onOpen={(bytes) => {
        onFocus(index);
        onOpen('key', bytes);
      }}
    />
  ));
};
