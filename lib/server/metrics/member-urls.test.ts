import { expect, it } from 'vitest';
import type { KnownMember, MemberConnection } from '../etcd/cluster-connection';
import { memberMetricsUrls } from './member-urls';

const memberAt = (host: string, endpoint: string | undefined): KnownMember => ({
  listed: {
    id: 'a1',
    name: 'm1',
    peerUrls: [`https://${host}:2380`],
    clientUrls: [`https://${host}:2379`],
    isLearner: false,
  },
  connection: endpoint === undefined ? undefined : connectionTo(endpoint),
  refusal: undefined,
});

const unused = () => Promise.reject(new Error('not called'));

const connectionTo = (endpoint: string): MemberConnection => ({
  endpoint,
  status: unused,
  serverCertificate: unused,
  snapshot: () => {
    throw new Error('not called');
  },
});

const configured = ['http://10.0.0.1:2381', 'http://10.0.0.2:2381/metrics'];

it.each([
  ['its client URL alone', '10.0.0.9', 'https://10.0.0.9:2379', ['https://10.0.0.9:2379/metrics']],
  [
    'its client URL first',
    '10.0.0.1',
    'https://10.0.0.1:2379',
    ['https://10.0.0.1:2379/metrics', 'http://10.0.0.1:2381/metrics'],
  ],
  [
    'what is configured where it may not be dialled',
    '10.0.0.2',
    undefined,
    ['http://10.0.0.2:2381/metrics'],
  ],
  ['nothing where nothing is known', '10.0.0.9', undefined, []],
])('tries %s', (_, host, endpoint, expected) => {
  expect(memberMetricsUrls(memberAt(host, endpoint), configured)).toEqual(expected);
});
