import { beforeEach, describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import { createMemberBreaker, type MemberBreaker } from './member-breaker';
import { rpcs } from './rpcs';

const failing = (code: ErrorCode) => () => Promise.reject(new AppError(code, { detail: code }));
const answering = () => Promise.resolve('answer');

let now: number;
let breaker: MemberBreaker;

const fail = (code: ErrorCode, times = 1) =>
  Promise.allSettled(Array.from({ length: times }, () => breaker.run(rpcs.status, failing(code))));

beforeEach(() => {
  now = 0;
  breaker = createMemberBreaker(() => now);
});

describe('the breaker of a member', () => {
  it('calls no more after three failures, and tells the last one', async () => {
    await fail('member_unreachable', 2);
    expect(breaker.isTrusted()).toBe(false);
    await expect(breaker.run(rpcs.status, answering)).resolves.toBe('answer');
    await fail('tls_failed', 3);
    await expect(breaker.run(rpcs.status, answering)).rejects.toMatchObject({ code: 'tls_failed' });
    expect(breaker.isTrusted()).toBe(false);
  });

  it('closes when the member answers after a while, and stays open when it does not', async () => {
    await fail('deadline_exceeded', 3);
    now = 3_000;
    await fail('member_unreachable');
    await expect(breaker.run(rpcs.status, answering)).rejects.toMatchObject({
      code: 'member_unreachable',
    });
    now = 6_000;
    await expect(breaker.run(rpcs.status, answering)).resolves.toBe('answer');
    expect(breaker.isTrusted()).toBe(true);
  });

  it('lets nobody wait for the call that tries the member again', async () => {
    await fail('deadline_exceeded', 3);
    now = 3_000;
    let answer = (_text: string): void => undefined;
    const trying = breaker.run(
      rpcs.status,
      () =>
        new Promise<string>((resolve) => {
          answer = resolve;
        }),
    );
    await expect(breaker.run(rpcs.status, answering)).rejects.toMatchObject({
      code: 'deadline_exceeded',
    });
    answer('back');
    await expect(trying).resolves.toBe('back');
    await expect(breaker.run(rpcs.status, answering)).resolves.toBe('answer');
  });

  it('learns nothing from a call that was cancelled', async () => {
    await fail('deadline_exceeded', 3);
    now = 3_000;
    await fail('cancelled');
    expect(breaker.isTrusted()).toBe(false);
    await expect(breaker.run(rpcs.status, answering)).resolves.toBe('answer');
    await fail('cancelled', 5);
    expect(breaker.isTrusted()).toBe(true);
  });

  it('takes a refusal by etcd for an answer', async () => {
    await fail('deadline_exceeded', 2);
    await fail('etcd_refused');
    await fail('deadline_exceeded', 2);
    await expect(breaker.run(rpcs.status, answering)).resolves.toBe('answer');
  });

  it('does not call the outcome of a call unknown that it never sent', async () => {
    await fail('outcome_unknown', 3);
    await expect(breaker.run(rpcs.status, answering)).rejects.toMatchObject({
      code: 'member_unreachable',
    });
  });

  it('does not take a member for lost that waits for a quorum in vain', async () => {
    const ranges = [1, 2, 3].map(() => breaker.run(rpcs.range, failing('deadline_exceeded')));
    await Promise.allSettled(ranges);
    expect(breaker.isTrusted()).toBe(false);
    await expect(breaker.run(rpcs.status, answering)).resolves.toBe('answer');
    expect(breaker.isTrusted()).toBe(true);
  });

  it('counts a member that cannot be reached, whatever it was asked', async () => {
    const ranges = [1, 2, 3].map(() => breaker.run(rpcs.range, failing('member_unreachable')));
    await Promise.allSettled(ranges);
    await expect(breaker.run(rpcs.status, answering)).rejects.toMatchObject({
      code: 'member_unreachable',
    });
  });
});
