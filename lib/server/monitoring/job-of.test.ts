import { expect, it } from 'vitest';
import { jobOf, shortName } from './job-of';

it.each([
  ['production', 'etcd-production'],
  ['etcd', 'etcd'],
  ['my-etcd', 'my-etcd'],
  ['1-etcd', 'etcd-1-etcd'],
])('names the job of %s %s', (cluster, job) => {
  expect(jobOf(cluster)).toBe(job);
});

it('gives long names that begin alike jobs that a Service can have and that differ', () => {
  const clusters = ['a', 'b'].flatMap((end) => [
    `${'production-'.repeat(5)}zone-${end}`,
    `${'x'.repeat(63)}${end}`,
    `1${'etcd'.repeat(15)}-${end}`,
  ]);
  const jobs = clusters.map(jobOf);
  expect(new Set(jobs).size).toBe(jobs.length);
  for (const job of jobs) {
    expect(job).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
  }
});

it('keeps what is short enough as it is', () => {
  expect(shortName('abc', 3)).toBe('abc');
  expect(shortName('x'.repeat(50), 40)).toHaveLength(40);
});
