import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WebhookConfig } from '@/lib/server/config/notification-config';
import { checkReceiver } from './check-receiver';

const listener = createServer();
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = listener.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});

afterAll(() => listener.close());

const receiver = (change: Partial<WebhookConfig> = {}): WebhookConfig => ({
  kind: 'webhook',
  name: 'web',
  clusters: undefined,
  minimumSeverity: 'info',
  ca: undefined,
  url: `http://127.0.0.1:${port}/a/token`,
  secret: undefined,
  ...change,
});

it('is well where something listens, without telling the path', async () => {
  expect(await checkReceiver(receiver(), [])).toEqual({
    isWell: true,
    line: `Receiver web (webhook): 127.0.0.1:${port} answers`,
  });
});

it.each<[string, Partial<WebhookConfig>, RegExp]>([
  ['where nothing listens', { url: 'http://127.0.0.1:1' }, /cannot be reached \(ECONNREFUSED\)/],
  ['that names another cluster', { clusters: ['a', 'b'] }, /not configured: b\./],
])('is not well %s', async (_, change, message) => {
  const { isWell, line } = await checkReceiver(receiver(change), ['a']);
  expect(isWell).toBe(false);
  expect(line).toMatch(message);
});
