import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StreamEvent } from '@/lib/domain/api/events';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { startService, type TestService } from '@/scripts/testing/start-service';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { eventHub } from '../events/hub';
import { registerKeySource } from './register-key-source';
import { stopWatches } from './shared-watches';

let service: TestService;
let connection: ClusterConnection;

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
  registerKeySource();
});

afterAll(async () => {
  await stopWatches();
  await service?.stop();
});

const id = (text: string): string => toBase64Url(utf8Bytes(text));

const put = (...keys: string[]) =>
  connection.putAll(keys.map((key) => ({ key: utf8Bytes(key), value: utf8Bytes('a value') })));

const listen = (prefix: string) => {
  const events: StreamEvent[] = [];
  const stop = eventHub().subscribe([`keys:test:${id(prefix)}`], {
    deliver: (_, event) => events.push(event),
    close: () => undefined,
  });
  const until = (count: number) => waitUntil('events', () => events.length >= count);
  return { events, stop, until };
};

it('tells what happened to the children of a folder, from where on nothing is missed', async () => {
  await put('/f/old');
  const folder = listen('/f/');
  await folder.until(1);
  const from = await connection.keys.revision();
  const address = { type: 'keys', cluster: 'test', prefix: id('/f/') };
  expect(folder.events).toEqual([{ ...address, from, to: from, children: [] }]);
  await put('/f/old', '/f/new', '/f/in/a', '/f/in/b', '/g/a');
  await folder.until(2);
  const to = await connection.keys.revision();
  const counted = { puts: 1, deletes: 0, created: 1, modRevision: to, version: '1', lease: null };
  const expected = {
    ...{ ...address, from, to },
    children: [
      { ...counted, kind: 'key', name: id('/f/old'), created: 0, version: '2' },
      { ...counted, kind: 'key', name: id('/f/new') },
      { ...counted, kind: 'folder', name: id('/f/in/'), puts: 2, created: 2, version: null },
    ],
  };
  expect(folder.events[1]).toEqual(expected);
  expect(JSON.stringify(folder.events)).not.toContain('value');
  const newcomer = listen('/f/');
  expect(newcomer.events).toEqual([expected]);
  folder.stop();
  newcomer.stop();
});

it('asks to read anew where more children changed than can be told', async () => {
  for (let index = 0; index < 600; index += 100) {
    await put(...Array.from({ length: 100 }, (_, key) => `/many/${index + key}`));
  }
  const folder = listen('/many/');
  await folder.until(1);
  await service.cluster.etcdctl('del', '--prefix', '/many/');
  await folder.until(2);
  const revision = await connection.keys.revision();
  expect(folder.events[1]).toEqual({
    ...{ type: 'keys-resync', cluster: 'test', prefix: id('/many/'), reason: 'overflow', revision },
  });
  await put('/many/again');
  await folder.until(3);
  expect(folder.events[2]).toMatchObject({ type: 'keys', from: revision });
  folder.stop();
});

it('follows the whole store by an empty prefix', async () => {
  const root = listen('');
  await root.until(1);
  await put('x');
  await root.until(2);
  expect(root.events[1]).toMatchObject({ children: [{ kind: 'key', name: id('x') }] });
  root.stop();
});
