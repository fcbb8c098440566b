import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '@/lib/domain/bytes';
import type { WatchEvent } from '../etcd/cluster-connection';
import { describeChange } from './describe-change';

const put = (key: string, value: string): WatchEvent => ({
  kind: 'put',
  stored: {
    key: utf8Bytes(key),
    value: utf8Bytes(value),
    createRevision: '5',
    modRevision: '9',
    version: '2',
    lease: '255',
  },
  previous: undefined,
});

const described = (event: WatchEvent, leaseBefore: string | null = null) =>
  describeChange(event, 0, { kubernetesPrefix: '/registry/', leaseBefore });

const object = (kind: string): string => JSON.stringify({ apiVersion: 'v1', kind, data: 'c4n4ry' });

describe('describeChange', () => {
  it('tells a change without its value', () => {
    const value = object('ConfigMap');
    expect(described(put('/registry/configmaps/a/b', value))).toEqual({
      type: 'change',
      time: '1970-01-01T00:00:00.000Z',
      change: 'put',
      key: { bytes: 'L3JlZ2lzdHJ5L2NvbmZpZ21hcHMvYS9i', text: '/registry/configmaps/a/b' },
      revision: '9',
      version: '2',
      lease: 'ff',
      size: value.length,
      kind: 'ConfigMap',
      masked: false,
    });
  });

  it.each([
    ['/registry/secrets/a/b', object('Secret'), 'Secret', true],
    ['/registry/secrets/a/b', object('Hunter2'), null, true],
    ['/registry/configmaps/a/b', object('Secret'), 'Secret', true],
    ['/a', object('not a kind'), null, false],
    ['/a', 'text', null, false],
  ])('%s with %s is of kind %s', (key, value, kind, masked) => {
    const change = described(put(key, value));
    expect(change).toMatchObject({ kind, masked });
    expect(JSON.stringify(change)).not.toContain('c4n4ry');
  });

  it('tells a deletion with the lease that was known', () => {
    const { stored } = put('/a', '');
    const event: WatchEvent = { kind: 'delete', stored, previous: undefined };
    expect(described(event, 'ab')).toMatchObject({
      ...{ change: 'delete', lease: 'ab', size: null, version: null, kind: null },
    });
  });
});
