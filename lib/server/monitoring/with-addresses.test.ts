import { expect, it } from 'vitest';
import { withAddresses } from './with-addresses';

const addressed = async (address: string) => {
  const { target, warnings } = await withAddresses({
    cluster: 'test',
    job: 'etcd-test',
    dashboardId: 'etcdscope-test',
    endpoints: [{ memberName: 'm', scheme: 'https', address, path: '/metrics' }],
    tls: undefined,
    intervalSeconds: 15,
    matchers: '',
    memberLabel: 'instance',
  });
  return { address: target.endpoints[0]?.address, warnings };
};

it.each(['10.0.0.1:2379', '[fd00::1]:2379'])('leaves the address %s as it is', async (address) => {
  expect(await addressed(address)).toEqual({ address, warnings: [] });
});

it.each(['127.0.0.1:2379', '[::1]:2379', '0.0.0.0:2379', '[::]:1', '169.254.1.1:1', '[fe80::1]:1'])(
  'warns of %s, which Kubernetes refuses',
  async (address) => {
    expect(await addressed(address)).toEqual({
      address,
      warnings: [expect.stringContaining('put one Prometheus can reach')],
    });
  },
);

it('resolves names, and warns of those that have no address', async () => {
  const { address, warnings } = await addressed('localhost:2379');
  expect(address).toMatch(/^(127\.0\.0\.1|\[::1\]):2379$/);
  expect(warnings).toHaveLength(1);
  expect(await addressed('nobody.invalid:2379')).toEqual({
    address: 'nobody.invalid:2379',
    warnings: [expect.stringContaining('nobody.invalid has no address here')],
  });
});
