import { expect, it } from 'vitest';
import { createDialPolicy } from './dial-policy';

it.each([
  [
    'the host of a configured endpoint',
    ['https://10.0.0.1:2379'],
    [],
    'https://10.0.0.1:9999',
    true,
  ],
  ['a trailing slash', ['https://10.0.0.1:2379'], [], 'https://10.0.0.1:2379/', true],
  ['another host', ['https://10.0.0.1:2379'], [], 'https://10.0.0.2:2379', false],
  ['the cloud metadata address', ['https://10.0.0.1:2379'], [], 'http://169.254.169.254:80', false],
  [
    'a mapped address',
    ['https://10.0.0.1:2379'],
    ['10.0.0.0/8'],
    'http://[::ffff:127.0.0.1]:80',
    false,
  ],
  ['a hexadecimal loopback', ['https://10.0.0.1:2379'], [], 'http://0x7f.1:80', false],
  [
    'loopback beside a remote endpoint',
    ['https://10.0.0.1:2379'],
    [],
    'https://127.0.0.1:2379',
    false,
  ],
  ['loopback beside loopback', ['https://localhost:2379'], [], 'https://127.0.0.1:22379', true],
  ['IPv6 loopback beside loopback', ['https://127.0.0.1:2379'], [], 'https://[::1]:2379', true],
  ['an allowed network', ['https://10.0.0.1:2379'], ['10.1.0.0/16'], 'https://10.1.2.3:2379', true],
  [
    'outside of the network',
    ['https://10.0.0.1:2379'],
    ['10.1.0.0/16'],
    'https://10.2.2.3:2379',
    false,
  ],
  [
    'an allowed IPv6 network',
    ['https://10.0.0.1:2379'],
    ['fd00::/8'],
    'https://[fd00::5]:2379',
    true,
  ],
  [
    'an allowed name',
    ['https://10.0.0.1:2379'],
    ['etcd-2.local'],
    'https://ETCD-2.local:2379',
    true,
  ],
  [
    'a name that contains it',
    ['https://10.0.0.1:2379'],
    ['etcd'],
    'https://etcd.evil.org:2379',
    false,
  ],
  ['no URL', ['https://10.0.0.1:2379'], [], 'unix:///run/docker.sock', false],
])('%s', (_name, endpoints, allowed, url, expected) => {
  expect(createDialPolicy(endpoints, allowed)(url)).toBe(expected);
});
