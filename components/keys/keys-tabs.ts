/** The tabs of the Keys page, in their order; `browse` is the tree. */
export const keysTabs = [
  'browse',
  'search',
  'changes',
  'deleted',
  'compare',
  'space',
  'import',
] as const;

/** A tab of the Keys page. */
export type KeysTab = (typeof keysTabs)[number];
