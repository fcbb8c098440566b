import { describe, expect, it } from 'vitest';
import { restoreCommands, statusCommand, trialCommand } from './restore-commands';

const backup = { fileName: 'prod-20261122t100359007z-m1.db', etcdVersion: '3.5.16' };

describe('statusCommand', () => {
  it.each([
    ['3.4.23', 'etcdctl snapshot status prod-20261122t100359007z-m1.db --write-out=table'],
    ['3.5.16', 'etcdutl snapshot status prod-20261122t100359007z-m1.db --write-out=table'],
    ['3.6.1', 'etcdutl snapshot status prod-20261122t100359007z-m1.db --write-out=table'],
  ])('uses the program of etcd %s', (etcdVersion, expected) => {
    expect(statusCommand({ ...backup, etcdVersion })).toBe(expected);
  });
});

describe('trialCommand', () => {
  it.each([
    ['3.4.23', 'etcdctl'],
    ['3.5.16', 'etcdutl'],
  ])('uses the program of etcd %s', (etcdVersion, program) => {
    expect(trialCommand({ ...backup, etcdVersion })).toBe(
      `${program} snapshot restore ${backup.fileName} --data-dir=/tmp/restore-trial`,
    );
  });
});

describe('restoreCommands', () => {
  it('gives each member the whole cluster', () => {
    const commands = restoreCommands(backup, [
      { name: 'm1', peerUrls: ['https://10.0.0.1:2380'] },
      { name: 'm2', peerUrls: ['https://10.0.0.2:2380'] },
    ]);
    expect(commands.map(({ member }) => member)).toEqual(['m1', 'm2']);
    expect(commands[1]?.command).toBe(
      'etcdutl snapshot restore prod-20261122t100359007z-m1.db --name=m2 ' +
        '--initial-cluster=m1=https://10.0.0.1:2380,m2=https://10.0.0.2:2380 ' +
        '--initial-advertise-peer-urls=https://10.0.0.2:2380 --data-dir=/var/lib/etcd-restored ' +
        '--bump-revision=1000000000 --mark-compacted',
    );
  });

  it('leaves out what etcdctl 3.4 does not know', () => {
    const old = { ...backup, etcdVersion: '3.4.23' };
    const [first] = restoreCommands(old, [{ name: 'm1', peerUrls: ['http://h:1'] }]);
    expect(first?.command).not.toContain('--bump-revision');
  });

  it('quotes what a shell would read otherwise', () => {
    const [first] = restoreCommands(backup, [{ name: "m'1 $(reboot)", peerUrls: ['http://h:1'] }]);
    expect(first?.command).toContain(`'--name=m'\\''1 $(reboot)'`);
  });
});
