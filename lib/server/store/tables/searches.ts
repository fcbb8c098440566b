import 'server-only';

/** A search: its query, how far it came, and the last operation that worked on it. */
export type SearchesTable = {
  id: string;
  cluster: string;
  operation_id: string;
  started_by: string;
  started_at: string;
  /** JSON of the query as the API takes it. */
  query: string;
  /** The first key not searched yet, base64url; null at the beginning and at the end. */
  cursor: string | null;
  revision: string | null;
  scanned: string;
  total: string | null;
  matches: number;
  masked_values: number;
  cut_values: number;
  is_restarted: number;
  is_locked: number;
  /** 1 where it stopped because it found as much as is kept. */
  is_limited: number;
  answered_by: string | null;
};

/** A match of a search. The key is base64url. */
export type SearchMatchesTable = {
  search_id: string;
  position: number;
  key: string;
  mod_revision: string;
  size: number | null;
  kind: string | null;
  span_start: number | null;
  span_end: number | null;
  /** JSON of the excerpt of the value. */
  excerpt: string | null;
};
