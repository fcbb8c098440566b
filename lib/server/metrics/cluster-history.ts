import 'server-only';
import type { SampleRow } from '@/lib/domain/metrics/sample-row';
import type { StoredMark } from '../store/marks';
import type { TargetMember } from '../store/scrape-targets';
import { saysItLeads } from './read-page';

/** The kernel's boot time, which start times are counted from, moves a little with the clock. */
const startTolerance = 2000;

type LastSeen = { member: TargetMember; time: number; started: number; leads: boolean };

/** What one cluster's members were when last seen; tells what a new row changes. */
export class ClusterHistory {
  readonly #members = new Map<string, LastSeen>();
  readonly #freshness: number;
  #leaderId: string | undefined;

  /** @param freshness milliseconds after which a member's claim to lead no longer counts */
  constructor(freshness: number) {
    this.#freshness = freshness;
  }

  /** Takes note of a row, and gives it as it is to be stored, with what happened. */
  observe(member: TargetMember, row: SampleRow): { row: SampleRow; marks: StoredMark[] } {
    const before = this.#members.get(member.memberId);
    const drift = Math.abs(row.started - (before?.started ?? Number.POSITIVE_INFINITY));
    const started = before !== undefined && drift < startTolerance ? before.started : row.started;
    this.#members.set(member.memberId, {
      member,
      time: row.time,
      started,
      leads: saysItLeads(row),
    });
    const marks: StoredMark[] = [];
    if (before !== undefined && before.started !== started && started > 0) {
      marks.push({ ...member, time: Math.min(started, row.time), kind: 'restart' });
    }
    const newLeader = this.#newLeader(row.time);
    if (newLeader !== undefined) {
      marks.push({ ...newLeader, time: row.time, kind: 'leader-change' });
    }
    return { row: { ...row, started }, marks };
  }

  /** The member that leads now where that is news. Two that claim it at once decide nothing. */
  #newLeader(now: number): TargetMember | undefined {
    const [leader, ...others] = [...this.#members.values()].filter(
      ({ leads, time }) => leads && time > now - this.#freshness,
    );
    if (leader === undefined || others.length > 0) {
      return undefined;
    }
    const before = this.#leaderId;
    this.#leaderId = leader.member.memberId;
    return before === undefined || before === this.#leaderId ? undefined : leader.member;
  }
}
