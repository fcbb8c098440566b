import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as checks from '@/app/api/v1/clusters/[cluster]/performance/checks/route';
import * as plan from '@/app/api/v1/clusters/[cluster]/performance/plan/route';
import { type Operation, operationSchema } from '@/lib/domain/api/operations';
import {
  type PerformanceCheck,
  type PerformancePlan,
  performanceChecksSchema,
  performancePlanSchema,
} from '@/lib/domain/api/performance';
import { utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { checkRoot } from '@/lib/domain/performance/check-keys';
import { runCommand } from '@/scripts/run-command';
import { startService, type TestService } from '@/scripts/testing/start-service';
import { waitUntil } from '@/scripts/wait-until';
import { configuration } from '../config/load-configuration';
import { callRoute, forgetRates, loggedIn, problemIn } from '../http/testing';
import { cancelOperation } from '../operations/cancel-operation';
import { readOperation } from '../operations/read-operation';
import { recoverOperations } from '../operations/recover-operations';
import { cleanLeftChecks, startCleaningChecks } from './clean-left-checks';
import { runCheck } from './run-check';

const mebibyte = 1024 * 1024;
const params = { cluster: 'test' };
const never = new AbortController().signal;
const ignore = (): void => undefined;

let service: TestService;
let operator: { headers: Record<string, string> };
let viewer: { headers: Record<string, string> };

beforeAll(async () => {
  service = await startService([`--quota-backend-bytes=${64 * mebibyte}`]);
  operator = await loggedIn('operator', 'operator');
  viewer = await loggedIn('viewer', 'viewer');
});

beforeEach(forgetRates);

afterAll(() => service?.stop());

const readPlan = async (query = ''): Promise<PerformancePlan> => {
  const answer = await callRoute(plan.GET, { params, headers: operator.headers, query });
  return performancePlanSchema.parse(await answer.json());
};

const post = (body: unknown, person = operator): Promise<Response> =>
  callRoute(checks.POST, { params, headers: person.headers, body });

const started = async (body: unknown): Promise<Operation> =>
  operationSchema.parse(await (await post(body)).json());

const listed = async (): Promise<PerformanceCheck[]> => {
  const answer = await callRoute(checks.GET, { params, headers: operator.headers });
  return performanceChecksSchema.parse(await answer.json()).checks;
};

const keysUnder = async (prefix: string): Promise<number> => {
  const bounds = rangeBounds(prefixRange(utf8Bytes(prefix)));
  const range = { ...bounds, limit: 1, countOnly: true };
  return Number((await service.connection.keys.range(range)).count);
};

const ended = (id: string): Promise<Operation> =>
  waitUntil('the end of the operation', async () => {
    const operation = await readOperation(id);
    return operation.state !== 'running' && operation;
  });

const keysWritten = (): Promise<boolean> =>
  waitUntil('keys of the check', async () => (await keysUnder(checkRoot)) > 20);

describe('the plan of a check', () => {
  it('says what is written', async () => {
    expect(await readPlan('?load=small&seconds=10')).toMatchObject({
      rate: 150,
      clients: 50,
      puts: 1_500,
      needsName: false,
      kubernetesKeys: '0',
      refusals: [],
      missingMembers: [],
    });
  });

  it('refuses what would fill the quota, with the numbers', async () => {
    const { refusals, freeShareAfter } = await readPlan('?load=medium');
    expect(refusals).toEqual([
      { reason: 'quota', parameters: expect.objectContaining({ least: 30, bytes: 138_240_000 }) },
    ]);
    expect(freeShareAfter).toBeLessThan(0.3);
    const answer = await post({ load: 'medium', seconds: 60 });
    expect(answer.status).toBe(409);
    expect(await problemIn(answer)).toMatchObject({
      code: 'performance_refused',
      parameters: { reason: 'quota', member: 'm1' },
    });
    expect(await listed()).toEqual([]);
  });

  it('is refused to a viewer', async () => {
    expect((await post({ load: 'small', seconds: 10 }, viewer)).status).toBe(403);
  });
});

describe('a check', () => {
  it('writes at its rate and measures every put', async () => {
    const prefix = `${checkRoot}direct/`;
    const request = { connection: service.connection, prefix, load: 'small', seconds: 2 } as const;
    const result = await runCheck({ ...request, report: ignore }, never);
    expect(result).toMatchObject({ failed: 0, stoppedEarly: false, members: ['m1'] });
    expect(result.completed + result.unsent).toBe(300);
    expect(result.completed).toBeGreaterThan(200);
    expect(result.series.reduce((sum, { completed }) => sum + completed, 0)).toBe(result.completed);
    expect(result.p50).toBeGreaterThan(0);
    expect(result.p50).toBeLessThanOrEqual(result.p99);
    expect(result.p99).toBeLessThanOrEqual(result.slowest);
    expect(result.findings.map(({ rule }) => rule)).toEqual([
      'errors',
      'throughput',
      'slowest',
      'deviation',
    ]);
    expect(await keysUnder(prefix)).toBe(result.completed + 1);
    await service.connection.deleteRange(prefixRange(utf8Bytes(prefix)));
  });

  it('is cancelled within a second, one runs at a time, and no key stays', async () => {
    const operation = await started({ load: 'small', seconds: 10 });
    await keysWritten();
    expect((await readPlan()).refusals).toEqual([{ reason: 'running', parameters: {} }]);
    expect((await post({ load: 'small', seconds: 10 })).status).toBe(409);
    const asked = performance.now();
    const identity = { username: 'operator', role: 'operator', mode: 'local' } as const;
    expect(await cancelOperation({ identity }, operation.id)).toMatchObject({ state: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(await keysUnder(checkRoot)).toBe(0);
    expect((await listed())[0]).toMatchObject({
      id: operation.id,
      state: 'cancelled',
      cleaned: true,
      result: null,
    });
  });

  it('needs the name of a cluster with Kubernetes objects, and keeps its result', async () => {
    await service.connection.putAll([
      { key: utf8Bytes('/registry/pods/default/a'), value: utf8Bytes('a') },
    ]);
    expect(await readPlan()).toMatchObject({ needsName: true, kubernetesKeys: '1' });
    const body = { load: 'small', seconds: 10 };
    expect((await post(body)).status).toBe(400);
    expect((await post({ ...body, confirmation: 'another' })).status).toBe(400);
    const { id } = await started({ ...body, confirmation: 'test' });
    expect(await ended(id)).toMatchObject({ state: 'succeeded', kind: 'performance-check' });
    const [check] = await listed();
    expect(check).toMatchObject({ id, cleaned: true, state: 'succeeded', startedBy: 'operator' });
    expect(check?.result?.completed).toBeGreaterThan(1_000);
    expect(Date.parse(check?.result?.to ?? '')).toBeGreaterThan(
      Date.parse(check?.result?.from ?? ''),
    );
    expect(await keysUnder(checkRoot)).toBe(0);
  });

  it('that was killed in the middle is cleaned up by the next start', async () => {
    const { config, files } = service.cluster;
    const root = fileURLToPath(new URL('../../..', import.meta.url));
    const fixture = fileURLToPath(new URL('./killed-check.fixture.ts', import.meta.url));
    Object.assign(process.env, {
      ETCDSCOPE_CLUSTER_NAME: 'test',
      ETCDSCOPE_DATA_DIR: configuration().dataDirectory,
      ETCDCTL_ENDPOINTS: config.endpoints.join(','),
      ETCDCTL_CACERT: files.ca,
      ETCDCTL_CERT: files.certificate,
      ETCDCTL_KEY: files.key,
    });
    await expect(
      runCommand(
        path.join(root, 'node_modules/.bin/tsx'),
        ['--tsconfig=tsconfig.scripts.json', fixture],
        { directory: root },
      ),
    ).rejects.toThrow();
    expect(await keysUnder(checkRoot)).toBeGreaterThan(0);
    expect((await listed())[0]).toMatchObject({ state: 'running', cleaned: false });

    const cleaning = startCleaningChecks(recoverOperations());
    try {
      await waitUntil('the keys are gone', async () => (await keysUnder(checkRoot)) === 0);
      await waitUntil('that is recorded', async () => (await listed())[0]?.cleaned);
    } finally {
      cleaning.stop();
    }

    expect((await listed())[0]).toMatchObject({ state: 'unknown', cleaned: true, result: null });
  });

  it('has a key removed that a put brought after everything seemed gone', async () => {
    const [check] = await listed();
    expect(check).toMatchObject({ cleaned: true });
    const key = utf8Bytes(`${check?.prefix}late`);
    await service.connection.putAll([{ key, value: utf8Bytes('a') }]);

    await cleanLeftChecks();

    expect(await keysUnder(checkRoot)).toBe(0);
  });
});

describe('a cluster in need', () => {
  it('is refused with an alarm', async () => {
    const value = new Uint8Array(mebibyte);
    const fill = async (): Promise<never> => {
      for (let index = 0; ; index += 1) {
        await service.connection.putAll([{ key: utf8Bytes(`/fill/${index}`), value }]);
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 'etcd_refused' });
    const reasons = await waitUntil('the alarm', async () => {
      const found = (await readPlan('?seconds=10')).refusals.map(({ reason }) => reason);
      return found.includes('alarm') && found;
    });
    expect(reasons).toContain('quota');
    const answer = await post({ load: 'small', seconds: 10, confirmation: 'test' });
    expect((await problemIn(answer)).parameters).toMatchObject({
      reason: 'alarm',
      alarms: 'NOSPACE',
    });
  });

  it('is refused without quorum', async () => {
    await service.cluster.members[0]?.stop();
    const reasons = await waitUntil('the loss', async () => {
      const found = (await readPlan('?seconds=10')).refusals.map(({ reason }) => reason);
      return found.includes('noQuorum') && found;
    });
    expect(reasons).toContain('noQuorum');
    expect((await post({ load: 'small', seconds: 10, confirmation: 'test' })).status).toBe(409);
  });
});
