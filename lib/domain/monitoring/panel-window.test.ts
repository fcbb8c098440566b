import { expect, it } from 'vitest';
import { panelWindow } from './panel-window';

it.each([
  [undefined, { window: '$__rate_interval' }],
  [300, { window: '$__rate_interval', interval: '300s' }],
  [86_400, { window: '86400s' }],
])('of a panel of at least %s seconds', (minimumWindowSeconds, expected) => {
  expect(panelWindow(minimumWindowSeconds === undefined ? {} : { minimumWindowSeconds })).toEqual(
    expected,
  );
});
