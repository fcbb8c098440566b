import { expect, test } from 'vitest';
import { createNonce, pagePolicy } from './content-security-policy';
import { securityHeaders } from './security-headers';

const context = { scheme: 'https', prefix: '', frameAncestors: [] } as const;

test('over https at the root, HTTPS is demanded for a year', () => {
  expect(securityHeaders(context)).toMatchObject({
    'strict-transport-security': 'max-age=31536000',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'SAMEORIGIN',
  });
});

test.each([
  ['plain http', { ...context, scheme: 'http' as const }],
  ['a prefix on a shared host', { ...context, prefix: '/proxy/etcdscope' }],
])('not over %s', (_name, other) => {
  expect(securityHeaders(other)).not.toHaveProperty('strict-transport-security');
});

test('configured ancestors stand in every policy, where X-Frame-Options could not name them', () => {
  const frameAncestors = ['https://console.example'];
  const headers = securityHeaders({ ...context, frameAncestors });
  const directive = "frame-ancestors 'self' https://console.example";
  expect(headers['content-security-policy']).toContain(directive);
  expect(headers).not.toHaveProperty('x-frame-options');
  expect(headers).not.toHaveProperty('cross-origin-opener-policy');
  expect(pagePolicy('n', frameAncestors)).toContain(directive);
});

test('a page policy allows nothing unsafe and no other host', () => {
  const policy = pagePolicy('abc', []);
  expect(policy).not.toMatch(/unsafe|https?:|\*|upgrade-insecure/);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic'");
});

test('nonces have 128 bits and differ', () => {
  const nonces = new Set(Array.from({ length: 100 }, createNonce));
  expect(nonces.size).toBe(100);
  expect(Buffer.from([...nonces][0] ?? '', 'base64')).toHaveLength(16);
});
