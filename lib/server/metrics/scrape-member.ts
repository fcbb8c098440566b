import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';
import type { ScrapeOutcome } from '../store/scrape-targets';
import { memberMetricsUrls } from './member-urls';
import { readPage } from './read-page';

const maximumBytes = 8 * 1024 * 1024;

/** How a scrape went and, where it went well, its row. */
export type Scraped =
  | {
      outcome: ScrapeOutcome & { failure: undefined };
      row: SampleRow;
      revision: bigint | undefined;
    }
  | { outcome: ScrapeOutcome & { failure: string }; row: undefined };

/** What bounds a scrape. */
export type ScrapeOptions = {
  /** For all URLs together. */
  timeoutMilliseconds: number;
  /** The URL that answered last, tried first. */
  preferredUrl: string | undefined;
  signal: AbortSignal;
};

/** Reads a member's metrics page from the first of its URLs that answers. Never rejects. */
export const scrapeMember = async (
  connection: ClusterConnection,
  member: KnownMember,
  { timeoutMilliseconds, preferredUrl, signal }: ScrapeOptions,
): Promise<Scraped> => {
  const urls = memberMetricsUrls(member, connection.config.metricsUrls).toSorted(
    (left, right) => Number(right === preferredUrl) - Number(left === preferredUrl),
  );
  const deadline = performance.now() + timeoutMilliseconds;
  let result = failed(null, Date.now(), 0, 'no_url');
  for (const [index, url] of urls.entries()) {
    const left = (deadline - performance.now()) / (urls.length - index);
    const scraped = await scrapeUrl(connection, member.listed.id, url, {
      timeoutMilliseconds: Math.max(1, Math.round(left)),
      signal,
    });
    if (scraped.row !== undefined) {
      return scraped;
    }
    result = index === 0 ? scraped : result;
  }
  return result;
};

const failed = (
  url: string | null,
  at: number,
  milliseconds: number,
  failure: string,
): Scraped & { row: undefined } => ({
  outcome: { url, at, milliseconds, failure },
  row: undefined,
});

const scrapeUrl = async (
  connection: ClusterConnection,
  memberId: string,
  url: string,
  options: { timeoutMilliseconds: number; signal: AbortSignal },
): Promise<Scraped> => {
  const at = Date.now();
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  try {
    const answer = await connection.fetchText(url, { ...options, maximumBytes });
    const milliseconds = elapsed();
    if (answer.status !== 200) {
      return failed(url, at, milliseconds, 'bad_status');
    }
    const page = readPage(answer.text, at);
    if (page === undefined) {
      return failed(url, at, milliseconds, 'not_metrics');
    }
    if (page.memberId !== undefined && page.memberId !== memberId) {
      return failed(url, at, milliseconds, 'other_member');
    }
    const bytes = answer.transferredBytes;
    const { row, revision } = page;
    return { outcome: { url, at, milliseconds, bytes, failure: undefined }, row, revision };
  } catch (error) {
    return failed(url, at, elapsed(), isAppError(error) ? error.code : 'member_unreachable');
  }
};
