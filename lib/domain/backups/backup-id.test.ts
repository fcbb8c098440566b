import { describe, expect, it } from 'vitest';
import { backupId, isBackupId, isBackupIdOf } from './backup-id';

const time = new Date('2026-11-22T10:03:59.007Z');

describe('backupId', () => {
  it.each([
    ['m1', 'prod-20261122t100359007z-m1'],
    ['Node_1.example.com', 'prod-20261122t100359007z-node-1-example-com'],
    ['../../etc/passwd', 'prod-20261122t100359007z-etc-passwd'],
    ['节点', 'prod-20261122t100359007z-member'],
    ['', 'prod-20261122t100359007z-member'],
  ])('names member %j as %s', (member, expected) => {
    expect(backupId('prod', time, member)).toBe(expected);
  });

  it('stays a valid id for the longest names', () => {
    const id = backupId('c'.repeat(64), time, 'M'.repeat(300));
    expect(isBackupId(id)).toBe(true);
  });

  it('sorts by time within a cluster', () => {
    const later = new Date(time.getTime() + 1);
    expect(backupId('prod', time, 'z') < backupId('prod', later, 'a')).toBe(true);
  });
});

describe('isBackupId', () => {
  it.each(['', '..', '.', 'a/b', 'a\\b', 'a.db', 'A', '-a', 'a\0', 'a%2f', 'x'.repeat(129)])(
    'refuses %j',
    (text) => {
      expect(isBackupId(text)).toBe(false);
    },
  );
});

describe('isBackupIdOf', () => {
  it.each([
    ['prod', 'prod-20261122t100359007z-m1', true],
    ['prod', 'prod-east-20261122t100359007z-m1', false],
    ['prod', 'prod-copy', false],
    ['prod', 'snapshot', false],
    ['prod', 'prod-20261122t100359007z-m1/..', false],
  ])('of %s, %s: %s', (cluster, id, expected) => {
    expect(isBackupIdOf(cluster, id)).toBe(expected);
  });
});
