import { beforeEach, describe, expect, it } from 'vitest';
import * as audit from '@/app/api/v1/audit/route';
import { auditPageSchema } from '@/lib/domain/api/audit';
import { callRoute, loggedIn, startTestServer } from '../http/testing';
import { auditRowsAfter } from '../store/audit';
import { hashAuditRow } from './hash-row';
import { verifyAudit } from './verify-audit';
import { writeAudit } from './write-audit';

let server: Awaited<ReturnType<typeof startTestServer>>;

const write = (resource: string, action = 'backup:create') =>
  writeAudit(
    {
      requestId: 'r',
      address: '192.0.2.7',
      identity: { username: 'alice', role: 'admin', mode: 'local' },
    },
    { action, resource, result: 'succeeded' },
  );

beforeEach(async () => {
  server = await startTestServer();
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => write(`line ${index}\r\n\u001b[31m\u202e`)),
  );
  return () => server.stop();
});

describe('the chain of the audit log', () => {
  it('is whole, and numbered without a gap, after writes side by side', async () => {
    expect(await verifyAudit(server.store)).toMatchObject({
      state: 'intact',
      head: { sequence: 20 },
    });
  });

  it('shows an edit of any member of any line', async () => {
    const columns = [
      'time',
      'actor',
      'role',
      'mode',
      'address',
      'action',
      'cluster',
      'resource',
      'reason',
      'detail',
      'request_id',
    ] as const;
    for (const [index, column] of columns.entries()) {
      const sequence = index + 3;
      const [before] = await auditRowsAfter(server.store, sequence - 1, 1);
      const line = server.store.updateTable('audit').where('sequence', '=', sequence);
      await line.set({ [column]: 'else' }).execute();
      expect(await verifyAudit(server.store)).toEqual({
        state: 'broken',
        sequence,
        why: 'altered',
      });
      await line.set({ [column]: before?.[column] }).execute();
    }
    expect(await verifyAudit(server.store)).toMatchObject({ state: 'intact' });
  });

  it('shows an edit whose own hash was made to fit', async () => {
    const [row] = await auditRowsAfter(server.store, 6, 1);
    const forged = { ...row, sequence: 7, actor: 'mallory' };
    await server.store
      .updateTable('audit')
      .where('sequence', '=', 7)
      .set({ actor: 'mallory', hash: hashAuditRow({ ...(await rowOf(7)), ...forged }) })
      .execute();
    expect(await verifyAudit(server.store)).toEqual({
      state: 'broken',
      sequence: 8,
      why: 'forked',
    });
  });

  it('shows a line that was deleted', async () => {
    await server.store.deleteFrom('audit').where('sequence', '=', 5).execute();
    expect(await verifyAudit(server.store)).toEqual({
      state: 'broken',
      sequence: 5,
      why: 'missing',
    });
  });

  it('shows a line that was inserted', async () => {
    await server.store
      .updateTable('audit')
      .where('sequence', '=', 20)
      .set({ sequence: 21 })
      .execute();
    const copy = await rowOf(19);
    await server.store
      .insertInto('audit')
      .values({ ...copy, sequence: 20 })
      .execute();
    expect(await verifyAudit(server.store)).toEqual({
      state: 'broken',
      sequence: 20,
      why: 'forked',
    });
  });

  it('shows a tail that was cut, and a chain written anew, by a line noted elsewhere', async () => {
    const { sequence, hash } = await rowOf(20);
    await server.store.deleteFrom('audit').where('sequence', '>', 15).execute();
    expect(await verifyAudit(server.store)).toMatchObject({ state: 'intact' });
    expect(await verifyAudit(server.store, { sequence, hash })).toEqual({
      state: 'broken',
      sequence: 16,
      why: 'cut',
    });
    for (let index = 16; index <= 20; index += 1) {
      await write('written anew');
    }
    expect(await verifyAudit(server.store, { sequence, hash })).toEqual({
      state: 'broken',
      sequence: 20,
      why: 'forked',
    });
  });
});

const rowOf = async (sequence: number) =>
  server.store
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();

describe('the audit log', () => {
  it('is read newest first, page by page, and by action and actor', async () => {
    await write('other', 'key:reveal');
    const { headers } = await loggedIn('reader', 'operator');
    const read = async (query: string) =>
      auditPageSchema.parse(await (await callRoute(audit.GET, { headers, query })).json());
    const first = await read('?limit=8');
    const second = await read(`?limit=8&cursor=${first.next}`);
    const third = await read(`?limit=8&cursor=${second.next}`);
    const sequences = [first, second, third].flatMap(({ entries }) =>
      entries.map((entry) => entry.sequence),
    );
    expect(sequences).toEqual(Array.from({ length: 21 }, (_, index) => String(21 - index)));
    expect(third.next).toBeNull();
    expect((await read('?action=key:reveal')).entries).toHaveLength(1);
    expect((await read('?actor=nobody')).entries).toHaveLength(0);
  });
});
