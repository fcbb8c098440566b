import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfiguration } from './load-configuration';

const folder = mkdtempSync(path.join(tmpdir(), 'etcdscope-notifications-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(path.join(folder, 'secret'), 'a secret\n');

const load = (notifications: string, variables: Record<string, string> = {}) => {
  const file = path.join(folder, 'etcdscope.yaml');
  writeFileSync(file, `notifications: ${notifications}`);
  return loadConfiguration({ variables: { ETCDSCOPE_CONFIG: file, ...variables }, root: folder })
    .notifications;
};

const common = { clusters: undefined, minimumSeverity: 'info', ca: undefined };

describe('receivers of alerts', () => {
  it('are none where none is configured', () => {
    expect(load('[]')).toEqual([]);
  });

  it('have defaults, absolute paths and their secrets', () => {
    const receivers = load(
      `[{ kind: alertmanager, name: am, url: "http://am:9093/", bearerTokenEnvironment: TOKEN },
        { kind: webhook, name: web, url: "https://hooks.example.org/x", secretFile: secret,
          ca: ca.pem, clusters: [production], minimumSeverity: critical },
        { kind: email, name: mail, host: mail.example.org, from: "etcd <etcd@example.org>",
          to: [a@example.org], authentication: { username: u, passwordFile: secret } }]`,
      { TOKEN: 'token' },
    );
    const file = path.join(folder, 'secret');
    expect(receivers).toEqual([
      {
        ...common,
        kind: 'alertmanager',
        name: 'am',
        url: 'http://am:9093',
        basic: undefined,
        bearer: { text: 'token' },
        resendSeconds: 60,
      },
      {
        kind: 'webhook',
        name: 'web',
        clusters: ['production'],
        minimumSeverity: 'critical',
        ca: path.join(folder, 'ca.pem'),
        url: 'https://hooks.example.org/x',
        secret: { file },
      },
      {
        ...common,
        kind: 'email',
        name: 'mail',
        host: 'mail.example.org',
        port: 587,
        security: 'starttls',
        authentication: { username: 'u', password: { file } },
        language: 'en',
        from: 'etcd <etcd@example.org>',
        to: ['a@example.org'],
      },
    ]);
  });

  it.each([
    ['{ kind: pager, name: a }', /notifications\.0/],
    ['{ kind: webhook, name: "A b", url: "http://x" }', /name of a receiver/],
    ['{ kind: webhook, name: a, url: "ftp://x" }', /http or https URL/],
    ['{ kind: webhook, name: a, url: "http://u:p@x" }', /without a user or password/],
    ['{ kind: webhook, name: a, url: "http://x", secretFile: nothing }', /secret file is absent/],
    ['{ kind: webhook, name: a, url: "http://x", secretEnvironment: NO }', /NO .* is not set/],
    [
      '{ kind: webhook, name: a, url: "http://x", secretEnvironment: A, secretFile: secret }',
      /at most one of/,
    ],
    ['{ kind: email, name: a, host: h, from: x, to: [a@b.org] }', /must be a mail address/],
    [
      '{ kind: email, name: a, host: h, language: de, from: a@b.org, to: [a@b.org] }',
      /notifications\.0\.language/,
    ],
    ['{ kind: email, name: a, host: h, from: a@b.org, to: [] }', /must name an address/],
    [
      '{ kind: email, name: a, host: h, security: none, from: a@b.org, to: [a@b.org], authentication: { username: u, passwordFile: secret } }',
      /in the clear/,
    ],
    [
      '{ kind: webhook, name: a, url: "http://x" }, { kind: webhook, name: a, url: "http://y" }',
      /repeats the name "a"/,
    ],
  ])('are refused: %s', (text, message) => {
    expect(() => load(`[${text}]`)).toThrow(message);
  });
});
