/** Where a match is: [start, end), in UTF-16 units of a text or in bytes. */
export type Span = { start: number; end: number };
