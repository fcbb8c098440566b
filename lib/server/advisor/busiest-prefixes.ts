import 'server-only';
import type { PrefixWrites } from '@/lib/domain/advisor/slow/slow-evidence';
import type { ChangeCounts } from '@/lib/domain/api/changes';
import { readableBytes } from '@/lib/domain/bytes';
import type { ChangeCollector } from '../watch/change-collector';

const mostPrefixes = 3;
const deepest = 8;
/** A child with this part of its folder's writes is where they go. */
const mainShare = 0.7;

/** Of the folder the writes go to, children with at least this part are told besides. */
const tellingShare = 0.1;

type Written = ChangeCounts & { name: Uint8Array };

const writesOf = ({ puts, deletes }: ChangeCounts): number => puts + deletes;

/** The deepest folder or key that most of the writes go to, and those of its children that matter. */
const busiest = ({ tally, prefix }: ChangeCollector, first: number): Written[] => {
  let found: Written[] = [];
  let within = prefix;
  for (let level = 0; level < deepest; level += 1) {
    const read = tally.read(within, first);
    if (read === undefined) {
      break;
    }
    const { total } = read;
    const rows = read.rows.toSorted((left, right) => writesOf(right) - writesOf(left));
    const telling = rows.filter((row) => writesOf(row) >= tellingShare * writesOf(total));
    // Of the whole store only its children say anything.
    found = [...(within.length === 0 ? [] : [{ ...total, name: within }]), ...telling];
    const [main] = rows;
    if (main?.kind !== 'folder' || writesOf(main) < mainShare * writesOf(total)) {
      break;
    }
    within = main.name;
  }
  return found;
};

/** What is written most below what a collector follows, over the last so many seconds. */
export const busiestPrefixes = (collector: ChangeCollector, over: number): PrefixWrites[] => {
  const { first, seconds } = collector.span(over);
  return busiest(collector, first)
    .slice(0, mostPrefixes)
    .map((written) => ({
      prefix: readableBytes(written.name),
      perSecond: writesOf(written) / seconds,
      bytesPerSecond: written.bytes / seconds,
    }));
};
