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
const own = 'https://10.0.0.1:2379';
const kubeadm = 'http://10.0.0.1:2381/metrics';

it.each([
  ['its client URL alone', '10.0.0.9', 'https://10.0.0.9:2379', ['https://10.0.0.9:2379/metrics']],
  ['its client URL first', '10.0.0.1', own, [`${own}/metrics`, kubeadm]],
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

it.each([
  [
    "kubeadm's where none is configured and none ever answered",
    undefined,
    [`${own}/metrics`, kubeadm],
  ],
  ['its client URL alone once that answered', `${own}/metrics`, [`${own}/metrics`]],
  ["kubeadm's first once that answered", kubeadm, [kubeadm, `${own}/metrics`]],
  ['no URL of another host', 'http://10.0.0.7:2381/metrics', [`${own}/metrics`, kubeadm]],
])('tries %s', (_, answered, expected) => {
  expect(memberMetricsUrls(memberAt('10.0.0.1', own), [], answered)).toEqual(expected);
});
