import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashAuditRow } from '../audit/hash-row';
import { verifyAudit } from '../audit/verify-audit';
import { appendAuditRow } from './audit';
import { openStore } from './store';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-store-'));
  file = path.join(directory, 'data', 'etcdscope.sqlite');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const rowNamed = (resource: string) => ({
  time: '2026-01-01T00:00:00.000Z',
  actor: 'alice',
  role: 'admin',
  mode: 'local',
  address: '192.0.2.7',
  action: 'backup:create',
  cluster: null,
  resource,
  reason: null,
  result: 'succeeded' as const,
  detail: null,
  request_id: 'r',
});

/** Appends lines for ever and prints the number of each once it is acknowledged. */
const writer = `
  const { openStore } = await import('./lib/server/store/store.ts');
  const { appendAuditRow } = await import('./lib/server/store/audit.ts');
  const { hashAuditRow } = await import('./lib/server/audit/hash-row.ts');
  const store = await openStore(process.env.STORE_FILE);
  for (;;) {
    const { sequence } = await appendAuditRow(store, JSON.parse(process.env.ROW), hashAuditRow);
    process.stdout.write(sequence + '\\n');
  }
`;

const startWriter = (): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', writer], {
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: 'tsconfig.scripts.json',
      STORE_FILE: file,
      ROW: JSON.stringify(rowNamed('from the child')),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Lets a writer acknowledge so many lines, kills it, and gives the last it acknowledged. */
const killAfter = async (lines: number): Promise<number> => {
  const child = startWriter();
  let acknowledged = 0;
  if (child.stdout === null) {
    throw new Error('The writer has no standard output.');
  }
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    count += 1;
    if (count === lines) {
      child.kill('SIGKILL');
    }
  }
  if (child.exitCode === null && child.signalCode === null) {
    await once(child, 'exit');
  }
  return acknowledged;
};

describe('the store', () => {
  it('is made with its folder, readable by nobody else, and opens again as it was', async () => {
    const first = await openStore(file);
    await appendAuditRow(first, rowNamed('a'), hashAuditRow);
    await first.destroy();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
    const again = await openStore(file);
    expect(await verifyAudit(again)).toMatchObject({ state: 'intact', head: { sequence: 1 } });
    await again.destroy();
  });

  it('loses nothing acknowledged when its process is killed in the middle of writing', async () => {
    for (const lines of [40, 90, 160]) {
      const acknowledged = await killAfter(lines);
      expect(acknowledged).toBeGreaterThanOrEqual(lines);
      const store = await openStore(file);
      const found = await verifyAudit(store);
      await store.destroy();
      expect(found.state).toBe('intact');
      expect(found.state === 'intact' && found.head.sequence).toBeGreaterThanOrEqual(acknowledged);
    }
  });

  it('takes writes of two processes at once without losing or forking one', async () => {
    const store = await openStore(file);
    const other = killAfter(150);
    const own: number[] = [];
    while (own.length < 150) {
      const { sequence } = await appendAuditRow(store, rowNamed('own'), hashAuditRow);
      own.push(sequence);
    }
    await other;
    expect(new Set(own).size).toBe(150);
    expect(await verifyAudit(store)).toMatchObject({ state: 'intact' });
    await store.destroy();
  });

  it('enforces that a session belongs to an account', async () => {
    const store = await openStore(file);
    const orphan = {
      id_hash: 'x',
      username: 'nobody',
      created_at: '',
      last_seen_at: '',
      expires_at: '',
    };
    await expect(store.insertInto('sessions').values(orphan).execute()).rejects.toThrow(
      /FOREIGN KEY/,
    );
    await store.destroy();
  });
});
