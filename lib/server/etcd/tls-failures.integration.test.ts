import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAuthority,
  type Identity,
  type IssueOptions,
  issueCertificate,
} from '@/scripts/etcd/certificates';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import type { ClusterConfig } from '../config/cluster-config';
import { connectCluster } from './connect-cluster';

let cluster: EtcdCluster;
let directory: string;
let files = 0;

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-tls-'));
});

afterAll(async () => {
  await cluster?.stop();
  await rm(directory, { recursive: true, force: true });
});

const writePem = async (text: string): Promise<string> => {
  files += 1;
  const file = path.join(directory, `${files}.pem`);
  await writeFile(file, text);
  return file;
};

const clientFiles = async (identity: Identity): Promise<Partial<ClusterConfig['tls']>> => ({
  certificate: await writePem(identity.certificate),
  key: await writePem(identity.key),
});

const failureOf = async (changes: Partial<ClusterConfig>): Promise<unknown> => {
  const connection = connectCluster({ ...cluster.config, ...changes });
  try {
    await connection.members();
    return 'connected';
  } catch (error) {
    return error;
  } finally {
    connection.close();
  }
};

const withTls = (changes: Partial<ClusterConfig['tls']>): Partial<ClusterConfig> => ({
  tls: {
    ca: cluster.files.ca,
    certificate: cluster.files.certificate,
    key: cluster.files.key,
    serverName: undefined,
    ...changes,
  },
});

/** A TLS listener with a certificate etcd itself would not start with. */
const withServer = async (
  options: IssueOptions,
  check: (endpoint: string) => Promise<void>,
): Promise<void> => {
  const { certificate: cert, key } = await issueCertificate(cluster.authority, options);
  const server = createTlsServer({ cert, key, ALPNProtocols: ['h2'] }, (socket) =>
    socket.on('error', () => {}),
  );
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await check(`https://127.0.0.1:${portOf(server.address())}`);
  } finally {
    server.close();
  }
};

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

const plainServer = async (check: (port: number) => Promise<void>): Promise<void> => {
  const server: Server = createServer((_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await check(portOf(server.address()));
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const hosts = ['127.0.0.1', 'localhost'];

describe('a TLS failure is explained in one sentence', () => {
  it('connects with the right files', async () => {
    expect(await failureOf({})).toBe('connected');
  });

  it('unknown CA', async () => {
    const other = await createAuthority('another CA');
    const ca = await writePem(other.certificate);
    expect(await failureOf(withTls({ ca }))).toMatchObject({
      code: 'tls_unknown_authority',
      detail: expect.stringContaining(cluster.members[0]?.endpoint ?? ''),
    });
    expect(await failureOf(withTls({ ca: undefined }))).toMatchObject({
      code: 'tls_unknown_authority',
      detail: expect.stringMatching(/the system's CAs; set tls\.ca \(ETCDCTL_CACERT\)/),
    });
  });

  it('name mismatch, and its mend', async () => {
    expect(await failureOf(withTls({ serverName: 'etcd.example.org' }))).toMatchObject({
      code: 'tls_name_mismatch',
    });
    await withServer({ commonName: 'elsewhere', hosts: ['elsewhere'] }, async (endpoint) => {
      expect(await failureOf({ endpoints: [endpoint] })).toMatchObject({
        code: 'tls_name_mismatch',
      });
    });
    expect(await failureOf(withTls({ serverName: 'localhost' }))).toBe('connected');
  });

  it('expired', async () => {
    await withServer({ commonName: 'old', hosts, days: -1, beginsInDays: -5 }, async (endpoint) => {
      expect(await failureOf({ endpoints: [endpoint] })).toMatchObject({
        code: 'tls_certificate_expired',
      });
    });
  });

  it('not yet valid', async () => {
    await withServer({ commonName: 'young', hosts, beginsInDays: 3 }, async (endpoint) => {
      expect(await failureOf({ endpoints: [endpoint] })).toMatchObject({
        code: 'tls_certificate_not_yet_valid',
      });
    });
  });

  it('client certificate missing, of another CA, or expired', async () => {
    const refused = { code: 'tls_client_certificate_refused' };
    expect(await failureOf(withTls({ certificate: undefined, key: undefined }))).toMatchObject(
      refused,
    );
    const stranger = await issueCertificate(await createAuthority('stranger'), {
      commonName: 'stranger',
    });
    expect(await failureOf(withTls({ ...(await clientFiles(stranger)) }))).toMatchObject(refused);
    const expired = await issueCertificate(cluster.authority, {
      commonName: 'expired',
      days: -1,
      beginsInDays: -5,
    });
    expect(await failureOf(withTls({ ...(await clientFiles(expired)) }))).toMatchObject({
      ...refused,
      detail: expect.stringContaining('expired'),
    });
  });

  it('TLS to a plain port, and plain HTTP to a TLS port', async () => {
    await plainServer(async (port) => {
      const endpoints = [`https://127.0.0.1:${port}`];
      expect(await failureOf({ endpoints })).toMatchObject({ code: 'tls_plain_text_port' });
    });
    const endpoints = cluster.config.endpoints.map((url) => url.replace('https:', 'http:'));
    expect(await failureOf({ endpoints, tls: undefined })).toMatchObject({
      code: 'tls_plain_text_port',
      detail: expect.stringContaining('https://'),
    });
  });

  it('files that are missing, no PEM, or not a pair', async () => {
    expect(await failureOf(withTls({ ca: '/nowhere/ca.pem' }))).toMatchObject({
      code: 'tls_failed',
      detail: expect.stringContaining('/nowhere/ca.pem'),
    });
    const noPem = await writePem('this is no certificate');
    expect(await failureOf(withTls({ certificate: noPem }))).toMatchObject({ code: 'tls_failed' });
    const other = await issueCertificate(cluster.authority, { commonName: 'other' });
    const key = await writePem(other.key);
    expect(await failureOf(withTls({ key }))).toMatchObject({
      code: 'tls_failed',
      detail: expect.stringContaining(`The key ${key} does not belong to the certificate`),
    });
    expect(await failureOf(withTls({ ca: noPem }))).toMatchObject({
      code: 'tls_failed',
      detail: expect.stringContaining(`The CA file ${noPem} holds no PEM certificate`),
    });
  });

  it('nothing listens', async () => {
    expect(await failureOf({ endpoints: ['https://127.0.0.1:1'] })).toMatchObject({
      code: 'cluster_unreachable',
      detail: expect.stringContaining('nothing listens there'),
    });
  });
});
