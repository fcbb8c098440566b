import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { LoadWriter } from '../etcd/cluster-connection';
import { type LoadRequest, sendLoad } from './send-load';

const never = new AbortController().signal;
const load = { rate: 1_000, clients: 20 };

const requestOf = (put: LoadWriter['put'], change: Partial<LoadRequest> = {}): LoadRequest => ({
  writer: { members: ['m1'], put },
  load,
  seconds: 0.3,
  keyOf: () => new Uint8Array(1),
  onProgress: () => undefined,
  ...change,
});

describe('a load', () => {
  it('has no more under way than there are clients, and counts what it could not send', async () => {
    let underWay = 0;
    let most = 0;
    const put = async (): Promise<void> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await pause(100);
      underWay -= 1;
    };
    const { record, unsent, stoppedEarly } = await sendLoad(requestOf(put), never);
    expect(most).toBe(load.clients);
    expect(record.completed).toBeLessThanOrEqual(80);
    expect(record.completed + unsent).toBe(300);
    expect(stoppedEarly).toBe(false);
    expect(underWay).toBe(0);
  });

  it('stops itself after 50 failures in a row', async () => {
    const failure = new AppError('no_leader', { detail: 'No leader.' });
    const put = (): Promise<void> => Promise.reject(failure);
    const { record, stoppedEarly, failures } = await sendLoad(
      requestOf(put, { seconds: 20 }),
      never,
    );
    expect(stoppedEarly).toBe(true);
    expect(record.failed).toBeGreaterThanOrEqual(50);
    expect(failures).toEqual([{ code: 'no_leader', count: record.failed }]);
  });

  it('goes on where one put in some fails', async () => {
    let count = 0;
    const put = async (): Promise<void> => {
      count += 1;
      if (count % 3 === 0) {
        throw new AppError('member_unreachable', { detail: 'Gone.' });
      }
    };
    const { stoppedEarly, record } = await sendLoad(requestOf(put), never);
    expect(stoppedEarly).toBe(false);
    expect(record.failed).toBeGreaterThan(0);
  });

  it('ends within a second of its cancel, though a put never ends', async () => {
    const controller = new AbortController();
    const put = (): Promise<void> => new Promise(() => undefined);
    const sending = sendLoad(requestOf(put, { seconds: 20 }), controller.signal);
    const begun = performance.now();
    controller.abort();
    await expect(sending).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
