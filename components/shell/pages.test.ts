import { describe, expect, it } from 'vitest';
import { pageOfPath } from './pages';

describe('pageOfPath', () => {
  it.each([
    ['/', 'clusters'],
    ['/clusters/demo', 'overview'],
    ['/clusters/demo/', 'overview'],
    ['/clusters/demo/keys', 'keys'],
    ['/clusters/keys', 'overview'],
    ['/clusters/demo/alerts/no-leader', 'alerts'],
    ['/clusters/demo/monitoring', 'metrics'],
    ['/activity', 'activity'],
    ['/settings', 'settings'],
    ['/elsewhere', 'clusters'],
  ])('%s is %s', (path, page) => {
    expect(pageOfPath(path)).toBe(page);
  });
});
