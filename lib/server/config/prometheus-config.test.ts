import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfiguration } from './load-configuration';
import { secretNow } from './prometheus-config';

const folder = mkdtempSync(path.join(tmpdir(), 'etcdscope-prometheus-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(path.join(folder, 'token'), 'first\n');

const load = (prometheus: string, variables: Record<string, string> = {}) => {
  const file = path.join(folder, 'etcdscope.yaml');
  writeFileSync(
    file,
    `clusters: [{ name: a, endpoints: ['https://x'], prometheus: ${prometheus} }]`,
  );
  return loadConfiguration({ variables: { ETCDSCOPE_CONFIG: file, ...variables }, root: folder })
    .clusters[0]?.prometheus;
};

describe('the Prometheus of a cluster', () => {
  it('needs a URL only', () => {
    expect(load('{ url: "http://prometheus:9090/select/0/prometheus/" }')).toEqual({
      url: 'http://prometheus:9090/select/0/prometheus',
      tls: undefined,
      credentials: undefined,
      matchers: 'job=~".*etcd.*"',
      memberLabel: 'instance',
    });
  });

  it('has paths relative to the file, and a token that is read anew', () => {
    const prometheus = load(
      '{ url: "https://prometheus", tls: { ca: ca.pem }, bearer: { tokenFile: token },' +
        ` matchers: 'job="etcd", cluster!~"a|\\"b\\""', memberLabel: node }`,
    );
    expect(prometheus).toMatchObject({
      tls: { ca: path.join(folder, 'ca.pem') },
      credentials: { kind: 'bearer', token: { file: path.join(folder, 'token') } },
      memberLabel: 'node',
    });
    const credentials = prometheus?.credentials;
    const source = credentials?.kind === 'bearer' ? credentials.token : { text: '' };
    expect(secretNow(source)).toBe('first');
    writeFileSync(path.join(folder, 'token'), 'second\n');
    expect(secretNow(source)).toBe('second');
  });

  it('takes a password from the environment', () => {
    const text = '{ url: "http://p", basic: { username: u, passwordEnvironment: PASSWORD } }';
    expect(load(text, { PASSWORD: 'secret' })?.credentials).toEqual({
      kind: 'basic',
      username: 'u',
      password: { text: 'secret' },
    });
  });

  it.each([
    ['{ url: "ftp://p" }', /must be a base URL/],
    ['{ url: "http://user:secret@p" }', /must be a base URL/],
    ['{ url: "http://p?x=1" }', /must be a base URL/],
    ['{ url: "http://p", tls: { ca: a } }', /of no use with an http url/],
    ['{ url: "https://p", tls: { key: a } }', /both certificate and key/],
    ['{ url: "http://p", bearer: {} }', /exactly one of tokenFile/],
    ['{ url: "http://p", bearer: { tokenFile: nothing } }', /the secret file is absent/],
    ['{ url: "http://p", bearer: { tokenEnvironment: NOTHING } }', /NOTHING .* is not set/],
    ['{ url: "http://p", basic: { username: u } }', /exactly one of passwordFile/],
    [
      '{ url: "http://p", bearer: { tokenFile: token }, basic: { username: u, passwordFile: token } }',
      /not have both/,
    ],
    ['{ url: "http://p", matchers: "up} or vector(1)" }', /must be label matchers/],
    ['{ url: "http://p", matchers: "" }', /must be label matchers/],
    ['{ url: "http://p", memberLabel: "a b" }', /name of a label/],
  ])('is refused: %s', (text, message) => {
    expect(() => load(text)).toThrow(message);
  });
});
