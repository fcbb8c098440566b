import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClusterConfig } from '@/lib/server/config/cluster-config';
import { clusterDefaults } from '@/lib/server/config/cluster-defaults';
import { freePorts } from '../free-ports';
import { runCommand } from '../run-command';
import { waitUntil } from '../wait-until';
import { type Authority, createAuthority, issueCertificate } from './certificates';
import { type EtcdPrograms, findEtcd, type Series } from './find-etcd';
import { type MemberProcess, memberProcess } from './member-process';

/** PEM files of a client of the cluster. */
export type ClientFiles = { ca: string; certificate: string; key: string };

/** One member that runs, with what a test may do to it. */
export type EtcdMember = MemberProcess & {
  name: string;
  endpoint: string;
  /** Waits until the member answers that it is healthy. */
  untilHealthy(): Promise<void>;
};

/** A real etcd cluster over mTLS on loopback. */
export type EtcdCluster = {
  config: ClusterConfig;
  members: EtcdMember[];
  files: ClientFiles;
  authority: Authority;
  programs: EtcdPrograms;
  directory: string;
  /** Runs etcdctl with the cluster's endpoints and certificates; gives what it printed. */
  etcdctl(...parameters: string[]): Promise<string>;
  /** Stops every member and removes a folder that was made for it. */
  stop(): Promise<void>;
};

/** What cluster to start. */
export type ClusterOptions = {
  members?: number;
  series?: Series;
  /** More flags for every member, such as `--quota-backend-bytes=...`. */
  arguments?: readonly string[];
  /** Where data and certificates are kept; a temporary folder where absent. */
  directory?: string;
};

const hosts = ['localhost', '127.0.0.1', '::1'];

const writeIdentity = async (
  authority: Authority,
  directory: string,
  name: string,
): Promise<ClientFiles> => {
  const identity = await issueCertificate(authority, { commonName: name, hosts });
  const files = {
    ca: path.join(directory, 'ca.pem'),
    certificate: path.join(directory, `${name}.pem`),
    key: path.join(directory, `${name}-key.pem`),
  };
  await writeFile(files.ca, authority.certificate);
  await writeFile(files.certificate, identity.certificate);
  await writeFile(files.key, identity.key, { mode: 0o600 });
  return files;
};

type MemberPlan = { name: string; client: string; peer: string };

const planMembers = async (count: number): Promise<MemberPlan[]> => {
  const ports = await freePorts(count * 2);
  return Array.from({ length: count }, (_, index) => ({
    name: `m${index + 1}`,
    client: `https://127.0.0.1:${ports[index * 2]}`,
    peer: `https://127.0.0.1:${ports[index * 2 + 1]}`,
  }));
};

const memberArguments = (
  { name, client, peer }: MemberPlan,
  plans: readonly MemberPlan[],
  directory: string,
  files: ClientFiles,
): string[] => [
  `--name=${name}`,
  `--data-dir=${path.join(directory, name)}`,
  `--listen-client-urls=${client}`,
  `--advertise-client-urls=${client}`,
  `--listen-peer-urls=${peer}`,
  `--initial-advertise-peer-urls=${peer}`,
  `--initial-cluster=${plans.map((plan) => `${plan.name}=${plan.peer}`).join(',')}`,
  '--initial-cluster-token=etcdscope',
  '--initial-cluster-state=new',
  '--client-cert-auth',
  `--trusted-ca-file=${files.ca}`,
  `--cert-file=${files.certificate}`,
  `--key-file=${files.key}`,
  '--peer-client-cert-auth',
  `--peer-trusted-ca-file=${files.ca}`,
  `--peer-cert-file=${files.certificate}`,
  `--peer-key-file=${files.key}`,
  '--logger=zap',
];

const isHealthy = async (endpoint: string, files: ClientFiles): Promise<boolean> => {
  const [ca, cert, key] = await Promise.all(
    [files.ca, files.certificate, files.key].map((file) => readFile(file)),
  );
  return new Promise((resolve) => {
    const request = https.get(`${endpoint}/health`, { ca, cert, key, agent: false, timeout: 2000 });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
    request.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
  });
};

const clusterConfig = (plans: readonly MemberPlan[], files: ClientFiles): ClusterConfig => ({
  name: 'test',
  displayName: 'test',
  endpoints: plans.map((plan) => plan.client),
  tls: { ...files, serverName: undefined },
  ...clusterDefaults,
  source: 'started by startCluster',
});

/** Starts a cluster of real etcd members over mTLS and waits until all are healthy. */
export const startCluster = async ({
  members: count = 3,
  series,
  arguments: extra = [],
  directory: given,
}: ClusterOptions = {}): Promise<EtcdCluster> => {
  const programs = await findEtcd(series);
  const directory = given ?? (await mkdtemp(path.join(tmpdir(), 'etcdscope-cluster-')));
  const tlsDirectory = path.join(directory, 'tls');
  await mkdir(tlsDirectory, { recursive: true, mode: 0o700 });
  const authority = await createAuthority();
  const serverFiles = await writeIdentity(authority, tlsDirectory, 'server');
  const files = await writeIdentity(authority, tlsDirectory, 'client');
  const plans = await planMembers(count);
  const members = plans.map((plan): EtcdMember => {
    const parameters = [...memberArguments(plan, plans, directory, serverFiles), ...extra];
    const member = memberProcess(
      programs.etcd,
      parameters,
      path.join(directory, `${plan.name}.log`),
    );
    return Object.assign(member, {
      name: plan.name,
      endpoint: plan.client,
      untilHealthy: async () => {
        await waitUntil(`${plan.name} healthy`, () => isHealthy(plan.client, files), 60_000);
      },
    });
  });
  const stop = async (): Promise<void> => {
    await Promise.all(members.map((member) => member.stop()));
    if (given === undefined) {
      await rm(directory, { recursive: true, force: true });
    }
  };
  try {
    await Promise.all(members.map((member) => member.start()));
    await Promise.all(members.map((member) => member.untilHealthy()));
  } catch (error) {
    await stop();
    throw error;
  }
  const config = clusterConfig(plans, files);
  return {
    config,
    members,
    files,
    authority,
    programs,
    directory,
    etcdctl: async (...parameters) => {
      const flags = [
        `--endpoints=${config.endpoints.join(',')}`,
        `--cacert=${files.ca}`,
        `--cert=${files.certificate}`,
        `--key=${files.key}`,
      ];
      const environment = { ETCDCTL_API: '3' };
      return (await runCommand(programs.etcdctl, [...flags, ...parameters], { environment }))
        .stdout;
    },
    stop,
  };
};
