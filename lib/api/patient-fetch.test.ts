import { afterEach, expect, it, vi } from 'vitest';
import { patientFetch } from './patient-fetch';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const answers = (...statuses: readonly [number, string?][]) => {
  const asked = vi.fn();
  for (const [status, seconds] of statuses) {
    const headers = new Headers(seconds === undefined ? {} : { 'retry-after': seconds });
    asked.mockResolvedValueOnce(new Response(null, { status, headers }));
  }
  vi.stubGlobal('fetch', asked);
  return asked;
};

it('asks again as soon as the server says', async () => {
  vi.useFakeTimers();
  const asked = answers([429, '1'], [429, '2'], [200]);
  const answer = patientFetch('/x', {});
  await vi.advanceTimersByTimeAsync(2_999);
  expect(asked).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  expect((await answer).status).toBe(200);
});

it('gives up on long waits, and hands on every other answer', async () => {
  for (const [status, seconds] of [[429, '60'], [500], [403, '1']] as const) {
    const asked = answers([status, seconds]);
    expect((await patientFetch('/x', {})).status).toBe(status);
    expect(asked).toHaveBeenCalledTimes(1);
  }
});

it('stops waiting with its signal', async () => {
  answers([429, '5'], [200]);
  const controller = new AbortController();
  const answer = patientFetch('/x', { signal: controller.signal });
  const ended = expect(answer).rejects.toThrow('gone');
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  controller.abort(new Error('gone'));
  await ended;
});
