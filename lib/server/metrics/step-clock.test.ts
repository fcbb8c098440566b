import { expect, it } from 'vitest';
import { continuedRun, StepClock } from './step-clock';

it.each([
  ['goes on', [[15_000, 15_000]], 0],
  ['is slewed', [[15_000, 15_007]], 0],
  ['is slewed for hours', [[36_000_000, 36_018_000]], 0],
  ['is set back', [[15_000, -45_000]], 1],
  ['is set forward by half a second', [[15_000, 15_500]], 1],
  ['slept', [[100, 3_600_000]], 1],
  [
    'is set twice',
    [
      [15_000, 5_000],
      [15_000, 15_000],
      [15_000, 25_000],
    ],
    2,
  ],
])('a clock that %s', (_, moves, runs) => {
  let wall = 1_700_000_000_000;
  let monotonic = 0;
  const clock = new StepClock({ wall: () => wall, monotonic: () => monotonic });
  clock.read();
  for (const [elapsed = 0, shown = 0] of moves) {
    monotonic += elapsed;
    wall += shown;
    clock.read();
  }
  expect(clock.read()).toEqual({ time: wall, run: runs });
});

it.each([
  ['nothing is stored', undefined, undefined, 0],
  ['the clock went on', 3, undefined, 3],
  ['the clock was set back meanwhile', 3, 3, 4],
  ['the clock was set back before and set again since', 6, 4, 6],
])('a process goes on where %s', (_, newest, future, run) => {
  expect(continuedRun(newest, future)).toBe(run);
});

it('reads the clocks of this machine', () => {
  const clock = new StepClock();
  const { time, run } = clock.read();
  expect(Math.abs(time - Date.now())).toBeLessThan(10_000);
  expect(run).toBe(0);
});
