import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawInTurn } from './drawing-queue';

let frames: (() => void)[] = [];
const nextFrame = () => frames.shift()?.();

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
});

afterEach(() => vi.unstubAllGlobals());

test('one chart is drawn a frame, in the order they came', () => {
  const drawn: string[] = [];
  for (const who of ['a', 'b', 'c']) {
    drawInTurn(who, () => drawn.push(who));
  }
  nextFrame();
  expect(drawn).toEqual(['a']);
  nextFrame();
  nextFrame();
  expect(drawn).toEqual(['a', 'b', 'c']);
  expect(frames).toEqual([]);
});

test('a newer drawing takes the place of the one that waits', () => {
  const drawn: string[] = [];
  drawInTurn('a', () => drawn.push('old'));
  drawInTurn('a', () => drawn.push('new'));
  nextFrame();
  expect(drawn).toEqual(['new']);
  expect(frames).toEqual([]);
});

test('a cancelled drawing is not drawn, and cancels no newer one', () => {
  const drawn: string[] = [];
  const cancelOld = drawInTurn('a', () => drawn.push('old'));
  const cancelNew = drawInTurn('a', () => drawn.push('new'));
  cancelOld();
  const cancelOther = drawInTurn('b', () => drawn.push('b'));
  cancelOther();
  nextFrame();
  nextFrame();
  expect(drawn).toEqual(['new']);
  cancelNew();
});
