declare module 'parse-prometheus-text-format' {
  /** Families with their samples. */
  const parse: (text: string) => { name: string; metrics: unknown[] }[];
  export = parse;
}
