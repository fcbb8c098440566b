import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advise } from '@/lib/domain/advisor/advise';
import type { RuleId } from '@/lib/domain/advisor/rule-ids';
import { backup, evidenceOf } from '@/lib/domain/advisor/testing';
import type { Overview } from '@/lib/domain/api/overview';
import { utf8Bytes } from '@/lib/domain/bytes';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { runCommand } from '@/scripts/run-command';
import { waitUntil } from '@/scripts/wait-until';
import { readOverview } from '../clusters/read-overview';
import { clusterConnection, clusterConnections } from '../etcd/cluster-connections';
import { startTestServer } from '../http/testing';

let server: Awaited<ReturnType<typeof startTestServer>>;
const clusters: Record<string, EtcdCluster> = {};
const series = { old: '3.4', usual: undefined };
const names = Object.keys(series);

/** Runs a command as a person would paste it whose etcdctl has the certificates. */
const paste = async (name: string, command: string): Promise<string> => {
  const cluster = clusters[name];
  if (cluster === undefined) {
    throw new Error(`${name} was not started`);
  }
  const { programs, directory, files } = cluster;
  const folder = path.join(directory, 'pasted');
  await mkdir(folder, { recursive: true });
  const { stdout } = await runCommand('sh', ['-c', command], {
    directory: folder,
    environment: {
      PATH: `${path.dirname(programs.etcdctl)}:${process.env.PATH}`,
      ETCDCTL_CACERT: files.ca,
      ETCDCTL_CERT: files.certificate,
      ETCDCTL_KEY: files.key,
    },
  });
  return stdout;
};

const commandsOf = (id: RuleId, overview: Overview, file?: string): string[] => {
  const version = overview.members[0]?.version ?? '';
  const taken = backup(overview.checkedAt, { fileName: file ?? '', etcdVersion: version });
  const backups = { value: file === undefined ? [] : [taken] };
  const { findings } = advise(evidenceOf({ overview, backups }));
  return findings.find((finding) => finding.id === id)?.commands ?? [];
};

beforeAll(async () => {
  await Promise.all(
    Object.entries(series).map(async ([name, version]) => {
      clusters[name] = await startCluster({
        members: 3,
        ...(version === undefined ? {} : { series: version }),
      });
    }),
  );
  server = await startTestServer({
    clusters: Object.entries(clusters).map(([name, { config }]) => ({ ...config, name })),
  });
  for (const name of names) {
    await clusterConnection(name).putAll([{ key: utf8Bytes('/a'), value: utf8Bytes('a') }]);
    await waitUntil('all answer', async () => (await readOverview(name)).answered === 3);
  }
});

afterAll(async () => {
  for (const open of clusterConnections()) {
    open.close();
  }
  await server?.stop();
  await Promise.all(Object.values(clusters).map((cluster) => cluster.stop()));
});

describe.each(names)('the commands of advice on a cluster (%s)', (name) => {
  it('mend alarms', async () => {
    const overview = await readOverview(name);
    const memberId = overview.members[1]?.id ?? '';
    for (const [id, type] of [
      ['alarm-nospace', 'NOSPACE'],
      ['alarm-corrupt', 'CORRUPT'],
    ] as const) {
      const commands = commandsOf(id, { ...overview, alarms: [{ memberId, type }] });
      expect(commands.length).toBeGreaterThan(1);
      for (const command of commands) {
        await paste(name, command);
      }
    }
  });

  it('take a backup and prove it', async () => {
    const overview = await readOverview(name);
    const [save = ''] = commandsOf('backup-missing', overview);
    expect(await paste(name, save)).toContain('etcd-backup.db');
    const proofs = commandsOf('backup-unproved', overview, 'etcd-backup.db');
    expect(proofs).toHaveLength(2);
    const directory = path.join(clusters[name]?.directory ?? '', 'restore-trial');
    for (const command of proofs) {
      await paste(name, command.replace('/tmp/restore-trial', directory));
    }
    await rm(directory, { recursive: true });
  });

  it('show who is left without a quorum', async () => {
    const cluster = clusters[name];
    await Promise.all(cluster?.members.slice(1).map((member) => member.stop()) ?? []);
    const overview = await waitUntil('the loss is seen', async () => {
      const seen = await readOverview(name);
      return seen.answered === 1 && seen.leaderId === null && seen;
    });
    const [command = ''] = commandsOf('no-leader', overview);
    // It fails for those that are stopped, and tells of the other one.
    const printed = await paste(name, `${command} --command-timeout=1s || true`);
    expect(printed).toContain(cluster?.members[0]?.endpoint);
  });
});
