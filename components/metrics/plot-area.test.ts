import { describe, expect, test } from 'vitest';
import { nearestIndex, placeOfTime, plotArea, timeOfPlace } from './plot-area';

const area = plotArea(484, 184);
const span = { from: 1_000, to: 2_000 };

test('a place and its time are each other', () => {
  expect(placeOfTime(area, span, 1_000)).toBe(66);
  expect(placeOfTime(area, span, 2_000)).toBe(466);
  expect(timeOfPlace(area, span, placeOfTime(area, span, 1_250))).toBe(1_250);
});

test('places beside the plot are its edges', () => {
  expect(timeOfPlace(area, span, 0)).toBe(1_000);
  expect(timeOfPlace(area, span, 484)).toBe(2_000);
});

describe('the nearest time', () => {
  const times = [10, 20, 40];
  test.each([
    [0, 0],
    [14, 0],
    [15, 1],
    [20, 1],
    [29, 1],
    [31, 2],
    [99, 2],
  ])('of %i has index %i', (time, index) => {
    expect(nearestIndex(times, time)).toBe(index);
  });
  test('of none is none', () => {
    expect(nearestIndex([], 5)).toBe(-1);
  });
});
