import 'server-only';
import type { RuleMember } from '@/lib/domain/alerts/alert-rule';
import { growthMetrics, growthMilliseconds } from '@/lib/domain/alerts/database-rules';
import { alertMetricNames } from '@/lib/domain/alerts/rules';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { readSampleRows } from '../store/samples';
import { readTargets, type ScrapeTarget } from '../store/scrape-targets';
import type { Store } from '../store/store';

/** No rule but that of growth looks further back; this covers the window and its lookback. */
const recentMilliseconds = 21 * 60_000;
const olderStepMilliseconds = 60_000;
const staleMilliseconds = 10_000;

/** Which values of a layout are kept. */
type Projection = { layout: SampleLayout; indexes: readonly number[] };

const projectTo = (names: ReadonlySet<string>) => {
  const known = new WeakMap<SampleLayout, Projection>();
  const projectionOf = (layout: SampleLayout): Projection => {
    const indexes = layout.flatMap(({ name }, index) => (names.has(name) ? [index] : []));
    return { layout: layout.filter(({ name }) => names.has(name)), indexes };
  };
  return (row: SampleRow): SampleRow => {
    const projection = known.get(row.layout) ?? projectionOf(row.layout);
    known.set(row.layout, projection);
    const values = Float64Array.from(
      projection.indexes,
      (index) => row.values[index] ?? Number.NaN,
    );
    return { ...row, layout: projection.layout, values };
  };
};

/**
 * The samples rules look at, of one cluster, kept in memory so that a round reads what is new
 * only: everything of the last minutes, and the size of the database each minute of some hours.
 */
export class SampleWindows {
  readonly #rows = new Map<string, SampleRow[]>();
  readonly #ofRules = projectTo(alertMetricNames);
  readonly #ofGrowth = projectTo(new Set(growthMetrics));

  /** @param source the store, the cluster and the milliseconds between scrapes */
  constructor(
    private readonly source: { store: Store; cluster: string; intervalMilliseconds: number },
  ) {}

  /** The members with their rows, up to a time in milliseconds since 1970. */
  async read(at: number): Promise<RuleMember[]> {
    const targets = await readTargets(this.source.store, this.source.cluster);
    const present = targets.filter((target) => target.present);
    const ids = new Set(present.map(({ memberId }) => memberId));
    for (const memberId of [...this.#rows.keys()].filter((known) => !ids.has(known))) {
      this.#rows.delete(memberId);
    }
    return Promise.all(
      present.map(async (target) => ({
        memberId: target.memberId,
        memberName: target.memberName,
        up: this.#isUp(target, at),
        rows: await this.#rowsOf(target.memberId, at),
      })),
    );
  }

  #isUp({ failure, lastAt }: ScrapeTarget, at: number): boolean {
    const oldest = Math.max(2.5 * this.source.intervalMilliseconds, staleMilliseconds);
    return failure === null && lastAt !== null && Date.parse(lastAt) > at - oldest;
  }

  async #rowsOf(memberId: string, at: number): Promise<SampleRow[]> {
    const remembered = this.#rows.get(memberId) ?? (await this.#older(memberId, at));
    // Where our clock was set back, rows of what is the future again are of no use.
    const known = remembered.filter(({ time }) => time <= at);
    const after = Math.max(known.at(-1)?.time ?? 0, at - recentMilliseconds);
    const fresh = await this.#between(memberId, { after, until: at, step: 1 });
    const rows = [...known, ...fresh.map(this.#ofRules)];
    const kept = this.#thin(rows, at);
    this.#rows.set(memberId, kept);
    return kept;
  }

  async #older(memberId: string, at: number): Promise<SampleRow[]> {
    const rows = await this.#between(memberId, {
      after: at - growthMilliseconds,
      until: at - recentMilliseconds,
      step: olderStepMilliseconds,
    });
    return rows.map(this.#ofGrowth);
  }

  #between(memberId: string, range: { after: number; until: number; step: number }) {
    const { store, cluster } = this.source;
    return readSampleRows(store, { cluster, memberId, ...range });
  }

  /** Of what is no longer recent, one row a minute is kept, and only the size in it. */
  #thin(rows: readonly SampleRow[], at: number): SampleRow[] {
    const kept: SampleRow[] = [];
    let lastMinute = -1;
    for (const row of rows) {
      const minute = Math.floor(row.time / olderStepMilliseconds);
      if (row.time > at - recentMilliseconds) {
        kept.push(row);
      } else if (row.time > at - growthMilliseconds && minute !== lastMinute) {
        kept.push(row.layout.length > growthMetrics.length ? this.#ofGrowth(row) : row);
        lastMinute = minute;
      }
    }
    return kept;
  }
}
