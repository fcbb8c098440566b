import 'server-only';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import type { StoredMark } from '../store/marks';
import type { TargetMember } from '../store/scrape-targets';
import { countsAnew } from './counts-anew';
import { compactionOf, leaderChangesSeen, saysItLeads } from './read-page';

/** The kernel's boot time, which start times are counted from, moves a little with the clock. */
const startTolerance = 2000;

/** How far the clocks of members may be from ours for their start times to be believed. */
const clockTolerance = 60_000;

type LastSeen = { member: TargetMember; row: SampleRow; leads: boolean };

/** What one cluster's members were when last seen; tells what a new row changes. */
export class ClusterHistory {
  readonly #members = new Map<string, LastSeen>();
  readonly #freshness: number;
  /** The member that led when there was last only one to say so, as it was then. */
  #leader: LastSeen | undefined;
  #compactRevision: number | undefined;

  /** @param freshness milliseconds after which a member's claim to lead no longer counts */
  constructor(freshness: number) {
    this.#freshness = freshness;
  }

  /** Takes note of a row, and gives it as it is to be stored, with what happened. */
  observe(member: TargetMember, seen: SampleRow): { row: SampleRow; marks: StoredMark[] } {
    const before = this.#members.get(member.memberId)?.row;
    const isRestart = before !== undefined && hasRestarted(before, seen);
    const row = before === undefined || isRestart ? seen : { ...seen, started: before.started };
    this.#members.set(member.memberId, { member, row, leads: saysItLeads(row) });
    const marks: StoredMark[] = [];
    if (isRestart && row.started > 0) {
      marks.push({ ...member, time: Math.min(row.started, row.time), kind: 'restart' });
    }
    const newLeader = this.#newLeader(row);
    if (newLeader !== undefined) {
      marks.push({ ...newLeader, time: row.time, kind: 'leader-change' });
    }
    const compactedAt = this.#newCompaction(before, row);
    if (compactedAt !== undefined) {
      marks.push({ ...member, time: compactedAt, kind: 'compaction' });
    }
    return { row, marks };
  }

  /** The member that leads now where that is news. Two that claim it at once decide nothing. */
  #newLeader({ time: now, clock }: SampleRow): TargetMember | undefined {
    const [leader, ...others] = [...this.#members.values()].filter(
      ({ leads, row }) => leads && row.clock === clock && row.time > now - this.#freshness,
    );
    if (leader === undefined || others.length > 0) {
      return undefined;
    }
    const before = this.#leader;
    this.#leader = leader;
    const isNew = before !== undefined && this.#wasElectedSince(before, leader);
    return isNew ? leader.member : undefined;
  }

  /**
   * Whether there was an election between two moments of leading. Where one member led at both, its
   * own count of leaders tells: that of another member grows as well where only that one lost sight
   * of a leader that stayed. A process cannot lead on after a restart, but one that is alone elects
   * itself, which is no change.
   */
  #wasElectedSince(before: LastSeen, leader: LastSeen): boolean {
    if (before.member.memberId !== leader.member.memberId) {
      return true;
    }
    if (before.row.started !== leader.row.started) {
      return this.#members.size > 1;
    }
    const [seenBefore, seen] = [before, leader].map(({ row }) => leaderChangesSeen(row) ?? 0);
    return (seen ?? 0) > (seenBefore ?? 0);
  }

  /**
   * When the store was compacted where that is news. Every member compacts: the first one to tell
   * speaks for all. When it says, if that is since it was last seen, or else now.
   */
  #newCompaction(before: SampleRow | undefined, row: SampleRow): number | undefined {
    const { revision, at } = compactionOf(row);
    const known = this.#compactRevision;
    if (revision === undefined || (known !== undefined && revision <= known)) {
      return undefined;
    }
    this.#compactRevision = revision;
    if (known === undefined) {
      return undefined;
    }
    const isSince = at !== undefined && at > (before?.time ?? row.time) - 1000 && at <= row.time;
    return isSince ? at : row.time;
  }
}

/**
 * A start time moves with the clock of the member's machine as well. A process that really began
 * anew did so after it was seen last, or counts from zero.
 */
const hasRestarted = (before: SampleRow, row: SampleRow): boolean =>
  Math.abs(row.started - before.started) >= startTolerance &&
  (row.started > before.time - clockTolerance || countsAnew(before, row));
