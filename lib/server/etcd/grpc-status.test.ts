import { status } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { toAppError } from './grpc-status';
import { rpcs } from './rpcs';

const endpoint = 'https://127.0.0.1:2379';

it.each([
  [
    status.UNAVAILABLE,
    'No connection established. Last error: x',
    'member_unreachable',
    'member_unreachable',
  ],
  [status.UNAVAILABLE, 'read ECONNRESET', 'member_unreachable', 'outcome_unknown'],
  [status.UNAVAILABLE, 'etcdserver: no leader', 'no_leader', 'outcome_unknown'],
  [status.UNAVAILABLE, 'etcdserver: request timed out', 'deadline_exceeded', 'outcome_unknown'],
  [status.DEADLINE_EXCEEDED, 'Deadline exceeded', 'deadline_exceeded', 'outcome_unknown'],
  [status.CANCELLED, 'Cancelled', 'cancelled', 'outcome_unknown'],
  [status.INTERNAL, 'Received RST_STREAM with code 2', 'member_unreachable', 'outcome_unknown'],
  [
    status.OUT_OF_RANGE,
    'etcdserver: mvcc: required revision has been compacted',
    'revision_compacted',
    'revision_compacted',
  ],
  [
    status.OUT_OF_RANGE,
    'etcdserver: mvcc: required revision is a future revision',
    'revision_in_future',
    'revision_in_future',
  ],
  [
    status.PERMISSION_DENIED,
    'etcdserver: permission denied',
    'etcd_permission_denied',
    'etcd_permission_denied',
  ],
  [
    status.UNAUTHENTICATED,
    'etcdserver: invalid auth token',
    'etcd_auth_failed',
    'etcd_auth_failed',
  ],
  [
    status.INVALID_ARGUMENT,
    'etcdserver: user name is empty',
    'etcd_auth_failed',
    'etcd_auth_failed',
  ],
  [
    status.INVALID_ARGUMENT,
    'etcdserver: authentication failed, invalid user ID or password',
    'etcd_auth_failed',
    'etcd_auth_failed',
  ],
  [status.INVALID_ARGUMENT, 'etcdserver: request is too large', 'too_large', 'too_large'],
  [
    status.RESOURCE_EXHAUSTED,
    'Received message larger than max (1 vs 2)',
    'too_large',
    'too_large',
  ],
  [
    status.RESOURCE_EXHAUSTED,
    'etcdserver: mvcc: database space exceeded',
    'etcd_refused',
    'etcd_refused',
  ],
  [status.UNIMPLEMENTED, 'unknown method', 'etcd_refused', 'etcd_refused'],
  [status.NOT_FOUND, 'etcdserver: requested lease not found', 'not_found', 'not_found'],
])('%i %s: a read is %s, a write %s', (code, details, read, write) => {
  expect(toAppError({ code, details }, { rpc: rpcs.range, endpoint }).code).toBe(read);
  expect(toAppError({ code, details }, { rpc: rpcs.putTxn, endpoint }).code).toBe(write);
});
