import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { sharedInstance } from '../shared-instance';

/** An operation of this process that has not ended. */
export type RunningOperation = {
  /** What it works on: one operation of a kind runs on a cluster at a time. */
  slot: string;
  /** As it stands now; ahead of the store by up to half a second. */
  current: Operation;
  controller: AbortController;
  /** Resolves once the outcome is recorded; never rejects. */
  ended: Promise<void>;
};

/** The operations of this process by id, and the slots they hold. */
export type RunningOperations = {
  byId: Map<string, RunningOperation>;
  slots: Set<string>;
  /** True once the process is stopping: nothing new starts. */
  stopping: boolean;
  /** Resolves once what an earlier process left has been dealt with; never rejects. */
  recovery: Promise<void>;
};

/** The one register of this process. */
export const runningOperations = (): RunningOperations =>
  sharedInstance('running-operations', () => ({
    byId: new Map<string, RunningOperation>(),
    slots: new Set<string>(),
    stopping: false,
    recovery: Promise.resolve(),
  }));
