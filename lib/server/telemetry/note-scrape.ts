import 'server-only';
import type { ScrapeOutcome, TargetMember } from '../store/scrape-targets';
import { metrics } from './metrics';

/** Counts what reading the metrics page of a member cost, and how it went. */
export const noteScrape = (
  { cluster, memberName: member }: TargetMember,
  outcome: ScrapeOutcome,
): void => {
  const { scrapes, scrapeDuration, scrapeBytes } = metrics();
  scrapes.inc({ cluster, member, outcome: outcome.failure ?? 'ok' });
  scrapeDuration.observe({ cluster }, outcome.milliseconds / 1_000);
  if (outcome.failure === undefined) {
    scrapeBytes.inc({ cluster, member }, outcome.bytes);
  }
};
