/** Which series a row holds: a metric's name and labels, in the order of the row's values. */
export type SeriesKey = { name: string; labels: Readonly<Record<string, string>> };

/**
 * The series of a row; consecutive rows mostly share one. Labelled counters and histograms that
 * have been zero ever since are left out: where the metric is there at all, they are zero.
 */
export type SampleLayout = readonly SeriesKey[];

/** One scrape of one member: cumulative counters, gauges and histogram buckets. */
export type SampleRow = {
  /** Milliseconds since 1970. */
  time: number;
  /** When the member's process started, milliseconds since 1970; a change is a restart. */
  started: number;
  /**
   * Which run of our own clock the time is of, zero where absent. Between two runs the clock was
   * set, so that the time from a row of one to a row of the other is unknown: nothing may be
   * computed between them.
   */
  clock?: number;
  layout: SampleLayout;
  /** One value per series of the layout. */
  values: Float64Array;
};

/** A series as text, equal for equal names and labels whatever the order of the labels. */
export const seriesIdentity = ({ name, labels }: SeriesKey): string => {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.sort().join(',')}}`;
};
