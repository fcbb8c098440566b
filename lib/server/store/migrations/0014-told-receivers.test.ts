import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { expect, it } from 'vitest';
import { readLiveAlerts } from '../alerts';
import { openDatabase } from '../open-database';
import { openStore } from '../store';
import { migrations } from '.';

type OldTables = {
  alerts: {
    cluster: string;
    rule: string;
    severity: string;
    labels: string;
    active_at: number;
    notified: number;
  };
  alert_receivers: { name: string; failures: number; retry_at: number };
};

const alert = { cluster: 'test', severity: 'warning', labels: '{}', active_at: 1 };

it('takes it that whoever was sent something was told of what fires', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-told-'));
  const file = path.join(directory, 'etcdscope.sqlite');
  const old = new Kysely<OldTables>({
    dialect: new SqliteDialect({ database: openDatabase(file) }),
  });
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0014'));
  const migrator = new Migrator({ db: old, provider: { getMigrations: async () => before } });
  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  await old
    .insertInto('alerts')
    .values([
      { ...alert, rule: 'told', notified: 1 },
      { ...alert, rule: 'silent', notified: 0 },
    ])
    .execute();
  const receivers = ['mail', 'web'].map((name) => ({ name, failures: 0, retry_at: 0 }));
  await old.insertInto('alert_receivers').values(receivers).execute();
  await old.destroy();

  const store = await openStore(file);
  const live = await readLiveAlerts(store, 'test');
  expect(live.map(({ rule, told }) => [rule, told])).toEqual([
    ['told', ['mail', 'web']],
    ['silent', []],
  ]);
  await store.destroy();
  await rm(directory, { recursive: true, force: true });
});
