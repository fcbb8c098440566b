import type { SpaceReport, SpaceSummary } from '../api/space';

/** The report without its lists. */
export const summaryOfReport = (report: SpaceReport): SpaceSummary => {
  const { id, prefix, takenAt, completeness, keys, bytes } = report;
  return { id, prefix, takenAt, completeness, keys, bytes };
};
