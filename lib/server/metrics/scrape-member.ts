import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import type { ClusterConnection, KnownMember } from '../etcd/cluster-connection';
import type { ScrapeOutcome } from '../store/scrape-targets';
import { memberMetricsUrls } from './member-urls';
import { readPage } from './read-page';
import type { RowShape } from './row-shape';
import type { StepClock } from './step-clock';

const maximumBytes = 8 * 1024 * 1024;

/** How a scrape went and, where it went well, its row. */
export type Scraped =
  | {
      outcome: ScrapeOutcome & { failure: undefined };
      row: SampleRow;
      revision: bigint | undefined;
    }
  | { outcome: ScrapeOutcome & { failure: string }; row: undefined; revision: undefined };

/** What bounds a scrape. */
export type ScrapeOptions = {
  /** For all URLs together. */
  timeoutMilliseconds: number;
  /** The URL that answered last, tried first. */
  preferredUrl: string | undefined;
  /** Which series of this member are stored. */
  shape: RowShape;
  clock: StepClock;
  signal: AbortSignal;
};

/** Reads a member's metrics page from the first of its URLs that answers. Never rejects. */
export const scrapeMember = async (
  connection: ClusterConnection,
  member: KnownMember,
  { timeoutMilliseconds, preferredUrl, ...options }: ScrapeOptions,
): Promise<Scraped> => {
  const urls = memberMetricsUrls(member, connection.config.metricsUrls, preferredUrl);
  const deadline = performance.now() + timeoutMilliseconds;
  let result = failed(null, options.clock.read().time, 0, 'no_url');
  for (const [index, url] of urls.entries()) {
    const left = (deadline - performance.now()) / (urls.length - index);
    const scraped = await scrapeUrl(connection, member.listed.id, url, {
      timeoutMilliseconds: Math.max(1, Math.round(left)),
      ...options,
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
  revision: undefined,
});

const scrapeUrl = async (
  connection: ClusterConnection,
  memberId: string,
  url: string,
  { timeoutMilliseconds, shape, clock, signal }: Omit<ScrapeOptions, 'preferredUrl'>,
): Promise<Scraped> => {
  const { time: at, run } = clock.read();
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  try {
    const answer = await connection.fetchText(url, { timeoutMilliseconds, maximumBytes, signal });
    const milliseconds = elapsed();
    if (answer.status !== 200) {
      return failed(url, at, milliseconds, 'bad_status');
    }
    const page = readPage(answer.text);
    if (page === undefined) {
      return failed(url, at, milliseconds, 'not_metrics');
    }
    if (page.memberId !== undefined && page.memberId !== memberId) {
      return failed(url, at, milliseconds, 'other_member');
    }
    return {
      outcome: {
        url,
        at,
        milliseconds,
        bytes: answer.transferredBytes,
        pageBytes: Buffer.byteLength(answer.text),
        failure: undefined,
      },
      row: { time: at, clock: run, started: page.started, ...shape.rowOf(page.samples) },
      revision: page.revision,
    };
  } catch (error) {
    return failed(url, at, elapsed(), isAppError(error) ? error.code : 'member_unreachable');
  }
};
