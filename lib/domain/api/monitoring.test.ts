import { expect, it } from 'vitest';
import { monitoringQuerySchema } from './monitoring';

it('puts objects into the namespace monitoring and gives them no labels unless told', () => {
  expect(monitoringQuerySchema.parse({ format: 'service-monitor' })).toEqual({
    format: 'service-monitor',
    lang: 'en',
    namespace: 'monitoring',
    labels: {},
  });
});

it('reads labels as kubectl writes them', () => {
  const query = { format: 'prometheus-rule', namespace: 'watched', labels: 'release=a,team=b' };
  expect(monitoringQuerySchema.parse(query)).toMatchObject({
    namespace: 'watched',
    labels: { release: 'a', team: 'b' },
  });
});

it.each([
  { namespace: 'Watched' },
  { namespace: 'a\nkind: Secret' },
  { labels: 'a' },
  { labels: 'a=b\nkind: Secret' },
  { labels: 'app.kubernetes.io/name=other' },
  { labels: 'a='.padEnd(2000, 'b') },
])('refuses %j', (query) => {
  const { success } = monitoringQuerySchema.safeParse({ format: 'service-monitor', ...query });
  expect(success).toBe(false);
});
