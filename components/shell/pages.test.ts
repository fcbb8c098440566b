import { describe, expect, it } from 'vitest';
import { headingOfPath, pageOfPath } from './pages';

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

  it.each([
    ['/clusters/demo/performance', 'performance'],
    ['/clusters/demo/monitoring', 'monitoring'],
    ['/clusters/demo/metrics', 'metrics'],
    ['/activity', 'activity'],
  ])('%s has the heading %s', (path, heading) => {
    expect(headingOfPath(path)).toBe(heading);
  });
});
