import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAuthority, issueCertificate } from '@/scripts/etcd/certificates';
import { createTlsIdentitySource } from './tls-identity';

const folder = mkdtempSync(path.join(tmpdir(), 'etcdscope-tls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

const authority = await createAuthority();
const client = await issueCertificate(authority, { commonName: 'client' });
const other = await issueCertificate(authority, { commonName: 'other' });
const good = {
  ca: write('ca.pem', authority.certificate),
  certificate: write('client.pem', client.certificate),
  key: write('client-key.pem', client.key),
  serverName: undefined,
};
const otherKey = write('other-key.pem', other.key);
const noPem = write('no.pem', 'this is no certificate');
// A link to itself fails as a folder that may not be entered does, also for root.
const unreachable = path.join(folder, 'loop', 'key.pem');
symlinkSync('loop', path.join(folder, 'loop'));

const load = (change: Partial<typeof good>) =>
  createTlsIdentitySource({ ...good, ...change }).current();

describe('TLS files', () => {
  it('that fit together are read', () => {
    expect(load({})).toMatchObject({ version: 1, clientCertificate: { subject: 'CN=client' } });
  });

  it.each([
    ['cannot be reached', { key: unreachable }, `${unreachable} cannot be read (ELOOP)`],
    ['hold another key', { key: otherKey }, `The key ${otherKey} does not belong to`],
    ['hold no CA', { ca: noPem }, `The CA file ${noPem} holds no PEM certificate`],
    ['hold no certificate', { certificate: noPem }, 'are not PEM'],
  ])('that %s are named', (_what, change, words) => {
    expect(() => load(change)).toThrow(
      expect.objectContaining({ code: 'tls_failed', detail: expect.stringContaining(words) }),
    );
  });
});
