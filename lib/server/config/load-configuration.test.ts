import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { detectCluster } from './detect-cluster';
import { loadConfiguration } from './load-configuration';
import { normaliseEndpoint } from './normalise-endpoint';

const parent = mkdtempSync(path.join(tmpdir(), 'etcdscope-config-'));
let root = '';
let tests = 0;

beforeEach(() => {
  tests += 1;
  root = path.join(parent, String(tests));
  mkdirSync(root);
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

const write = (file: string, text = ''): string => {
  const absolute = path.join(root, file);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, text);
  return absolute;
};

const load = (text: string, variables: Record<string, string> = {}) =>
  loadConfiguration({
    variables: { ETCDSCOPE_CONFIG: write('etcdscope.yaml', text), ...variables },
    root,
  });

describe('a client URL', () => {
  it.each([
    ['https://10.0.0.1:2379', 'https://10.0.0.1:2379'],
    ['https://10.0.0.1:2379/', 'https://10.0.0.1:2379'],
    ['10.0.0.1:2379', 'https://10.0.0.1:2379'],
    ['etcd-1', 'https://etcd-1:2379'],
    ['https://etcd:443', 'https://etcd:443'],
    ['http://[::1]:2379', 'http://[::1]:2379'],
    ['ftp://etcd:2379', undefined],
    ['https://user:secret@etcd:2379', undefined],
    ['https://', undefined],
    ['unix:///run/etcd.sock', undefined],
  ])('%s becomes %s', (text, endpoint) => {
    expect(normaliseEndpoint(text, 'https')).toBe(endpoint);
  });
});

describe('the etcdctl variables', () => {
  it('are enough', () => {
    const { clusters, host, port } = loadConfiguration({
      variables: {
        ETCDCTL_ENDPOINTS: '10.0.0.1:2379,https://10.0.0.2:2379/',
        ETCDCTL_CACERT: '/tls/ca.pem',
        ETCDCTL_CERT: '/tls/client.pem',
        ETCDCTL_KEY: '/tls/client-key.pem',
        ETCDCTL_USER: 'root:pass:word',
        ETCDSCOPE_READ_ONLY: 'true',
      },
      root,
    });
    expect(clusters).toMatchObject([
      {
        endpoints: ['https://10.0.0.1:2379', 'https://10.0.0.2:2379'],
        tls: { ca: '/tls/ca.pem', certificate: '/tls/client.pem', key: '/tls/client-key.pem' },
        authentication: { username: 'root', password: 'pass:word' },
        readOnly: true,
        kubernetesPrefix: '/registry/',
      },
    ]);
    expect({ host, port }).toEqual({ host: '127.0.0.1', port: 3000 });
  });

  it('mean plain http without TLS files, and take the password apart', () => {
    const { clusters } = loadConfiguration({
      variables: { ETCDCTL_ENDPOINTS: 'localhost:2379', ETCDCTL_USER: 'a', ETCDCTL_PASSWORD: 'b' },
      root,
    });
    expect(clusters).toMatchObject([
      {
        endpoints: ['http://localhost:2379'],
        tls: undefined,
        authentication: { username: 'a', password: 'b' },
      },
    ]);
  });

  it.each([
    [{ ETCDCTL_ENDPOINTS: 'ftp://x' }, /ETCDCTL_ENDPOINTS.*ftp:\/\/x/],
    [{ ETCDSCOPE_CLUSTER_NAME: '../elsewhere' }, /ETCDSCOPE_CLUSTER_NAME: must be a cluster name/],
    [{ ETCDSCOPE_READ_ONLY: 'yes' }, /ETCDSCOPE_READ_ONLY: must be true or false/],
    [{ ETCDSCOPE_KUBERNETES_PREFIX: '/registry' }, /ETCDSCOPE_KUBERNETES_PREFIX: must end with/],
  ])('name themselves where they are wrong: %j', (variables, message) => {
    expect(() => loadConfiguration({ variables, root })).toThrow(message);
  });
});

describe('half a pair in the etcdctl variables', () => {
  it.each([
    ['ETCDCTL_KEY', 'ETCDCTL_CERT'],
    ['ETCDCTL_CERT', 'ETCDCTL_KEY'],
  ])('%s alone names the other', (given, missing) => {
    const variables = { ETCDCTL_ENDPOINTS: 'https://10.0.0.1:2379', [given]: '/tls/file.pem' };
    expect(() => loadConfiguration({ variables, root })).toThrow(
      `environment: ${missing}: it is not set, but ${given} is`,
    );
  });

  it('does not end the search where a file of this machine has it', () => {
    const flags = '[--etcd-servers=https://10.0.0.1:2379, --etcd-keyfile=/tls/key.pem]';
    write(
      'etc/kubernetes/manifests/kube-apiserver.yaml',
      `spec: { containers: [{ command: ${flags} }] }`,
    );
    const { cluster, attempts } = detectCluster(root);
    expect(cluster).toBeUndefined();
    expect(attempts[1]).toMatchObject({ outcome: 'incomplete' });
  });
});

describe('a configuration file', () => {
  it('holds many clusters, with paths relative to itself', () => {
    write('secret', 'pass\n');
    const { clusters, ...settings } = load(`
clusters:
  - name: one
    endpoints: [https://10.0.0.1:2379/, https://10.0.0.1:2379]
    tls: { ca: ca.pem, certificate: client.pem, key: client-key.pem }
    authentication: { username: root, passwordFile: secret }
  - name: two
    displayName: Second
    endpoints: [http://127.0.0.1:2379]
    readOnly: true
dataDirectory: data
frameAncestors: [https://console.example.org]
basePath: /proxy/etcdscope/
`);
    expect(clusters).toMatchObject([
      {
        name: 'one',
        endpoints: ['https://10.0.0.1:2379'],
        tls: { ca: path.join(root, 'ca.pem') },
        authentication: { username: 'root', password: 'pass' },
        source: expect.stringMatching(/etcdscope\.yaml:3:\d+$/),
      },
      { name: 'two', displayName: 'Second', tls: undefined, readOnly: true },
    ]);
    expect(settings).toMatchObject({
      dataDirectory: path.join(root, 'data'),
      backupDirectory: path.join(root, 'data', 'backups'),
      basePath: '/proxy/etcdscope',
      authentication: { mode: 'local' },
    });
  });

  it('gives way to variables', () => {
    const { port, basePath, dataDirectory } = load('port: 1\nbasePath: /a\nclusters: []', {
      PORT: '8080',
      BASE_PATH: '/b',
      ETCDSCOPE_DATA_DIR: '/var/lib/etcdscope',
    });
    expect({ port, basePath, dataDirectory }).toEqual({
      port: 8080,
      basePath: '/b',
      dataDirectory: '/var/lib/etcdscope',
    });
  });

  it('takes proxy secrets from files and the environment', () => {
    write('proxy', '0123456789abcdef0123456789abcdef\n');
    const { authentication } = load(
      `
authentication:
  mode: kubesphere
  secretFiles: [proxy]
  roles: { groups: { platform-admin: admin } }
clusters: []
`,
      { ETCDSCOPE_PROXY_SECRET: 'fedcba9876543210fedcba9876543210' },
    );
    expect(authentication).toEqual({
      mode: 'kubesphere',
      secrets: ['fedcba9876543210fedcba9876543210', '0123456789abcdef0123456789abcdef'],
      roles: { users: {}, groups: { 'platform-admin': 'admin' } },
    });
  });

  it.each([
    ['clusters:\n  - name: a\n    endpoints: [ftp://x]', ':3:17', 'client URL'],
    ['clusters:\n  - name: A_b\n    endpoints: [https://x]', ':2:11', 'cluster name'],
    ['clusters:\n  - name: a\n    endpoints: []', ':3:16', 'at least one'],
    ['clusters:\n  - name: a\n    endpoint: x', ':3:15', 'docs/configuration.md'],
    [
      'clusters:\n  - { name: a, endpoints: [x] }\n  - { name: a, endpoints: [y] }',
      ':3:13',
      'repeats the name',
    ],
    [
      'clusters:\n  - name: a\n    endpoints: [x]\n    metricsUrls: ["http://u:p@x:2381"]',
      ':4:19',
      'without a user or password',
    ],
    ['frameAncestors: ["*"]', ':1:18', 'wildcard'],
    ['frameAncestors: ["https://*.example.org"]', ':1:18', 'wildcard'],
    ['frameAncestors: [https://a.example.org/x]', ':1:18', 'without a path'],
    ['port: eighty', ':1:7', 'port: must be a number.'],
    ['clusters:\n  - name: a\n    endpoints: [x]\n    tls: { certificate: c }', ':4:10', 'both'],
    ['a: [1', ':1:', 'not valid YAML'],
    ['prot: 1', ':1:7', 'prot'],
    ['trustForwardedPrefix: maybe', ':1:23', 'write true or false'],
    ['clusters:\n  - name: a', ':2:5', 'endpoints: is missing'],
    ['authentication: { mode: kubesphere }', 'etcdscope.yaml:1:25', '32 characters'],
  ])('names line and mend for %s', (text, place, words) => {
    expect(() => load(text)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(place) }),
    );
    expect(() => load(text)).toThrow(words);
  });

  it('names the variable that is wrong', () => {
    expect(() => load('clusters: []', { PORT: 'x' })).toThrow(/environment variable PORT/);
  });

  it('is missing', () => {
    const variables = { ETCDSCOPE_CONFIG: path.join(root, 'nowhere.yaml') };
    expect(() => loadConfiguration({ variables, root })).toThrow(/nowhere\.yaml.*ENOENT/);
  });
});

describe('detection', () => {
  const apiServer = `
spec:
  containers:
    - command:
        - kube-apiserver
        - --etcd-servers=https://10.0.0.1:2379,https://10.0.0.2:2379
        - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
        - --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
        - --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key
        - --etcd-prefix=/kubernetes.io
`;

  it("reads KubeKey's environment file first", () => {
    write(
      'etc/etcd.env',
      '# etcd\nETCD_NAME=etcd-1\nETCDCTL_ENDPOINTS=https://127.0.0.1:2379\nETCDCTL_CACERT="/etc/ssl/etcd/ssl/ca.pem"\nETCDCTL_CERT=/etc/ssl/etcd/ssl/admin-n1.pem\nETCDCTL_KEY=/etc/ssl/etcd/ssl/admin-n1-key.pem\n',
    );
    write('etc/kubernetes/manifests/kube-apiserver.yaml', apiServer);
    const { clusters, attempts } = loadConfiguration({ variables: {}, root });
    expect(clusters).toMatchObject([
      {
        endpoints: ['https://127.0.0.1:2379'],
        tls: {
          ca: path.join(root, 'etc/ssl/etcd/ssl/ca.pem'),
          key: path.join(root, 'etc/ssl/etcd/ssl/admin-n1-key.pem'),
        },
        source: '/etc/etcd.env',
      },
    ]);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['absent', 'absent', 'found']);
  });

  it("reads the kube-apiserver's arguments", () => {
    write('etc/etcd.env', 'ETCD_NAME=etcd-1\n');
    write('etc/kubernetes/manifests/kube-apiserver.yaml', apiServer);
    const { cluster, attempts } = detectCluster(root);
    expect(cluster).toMatchObject({
      endpoints: ['https://10.0.0.1:2379', 'https://10.0.0.2:2379'],
      tls: { ca: path.join(root, 'etc/kubernetes/pki/etcd/ca.crt') },
      kubernetesPrefix: '/kubernetes.io/',
    });
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['incomplete', 'found']);
  });

  it.each([
    [
      'KubeKey 2, etcd host',
      'etc/ssl/etcd/ssl',
      ['ca.pem', 'admin-n1.pem', 'admin-n1-key.pem', 'member-n1.pem'],
      'admin-n1.pem',
      'admin-n1-key.pem',
    ],
    [
      'KubeKey 3, control plane',
      'etc/ssl/etcd/ssl',
      ['ca.pem', 'node-n1.pem', 'node-n1-key.pem'],
      'node-n1.pem',
      'node-n1-key.pem',
    ],
    [
      'KubeKey 4, etcd host',
      'etc/ssl/etcd/ssl',
      ['ca.crt', 'server.crt', 'server.key'],
      'server.crt',
      'server.key',
    ],
    [
      'KubeKey 4, control plane',
      'etc/kubernetes/pki/etcd',
      ['ca.crt', 'client.crt', 'client.key'],
      'client.crt',
      'client.key',
    ],
    [
      'kubeadm',
      'etc/kubernetes/pki/etcd',
      ['ca.crt', 'server.crt', 'healthcheck-client.crt', 'healthcheck-client.key'],
      'healthcheck-client.crt',
      'healthcheck-client.key',
    ],
    [
      'k3s',
      'var/lib/rancher/k3s/server/tls/etcd',
      ['server-ca.crt', 'client.crt', 'client.key'],
      'client.crt',
      'client.key',
    ],
    [
      'RKE2',
      'var/lib/rancher/rke2/server/tls/etcd',
      ['server-ca.crt', 'server-client.crt', 'server-client.key'],
      'server-client.crt',
      'server-client.key',
    ],
  ])('finds the certificates of %s', (_name, folder, files, certificate, key) => {
    for (const file of files) {
      write(path.join(folder, file));
    }
    expect(detectCluster(root).cluster).toMatchObject({
      endpoints: ['https://127.0.0.1:2379'],
      tls: {
        ca: path.join(root, folder, files[0] ?? ''),
        certificate: path.join(root, folder, certificate),
        key: path.join(root, folder, key),
      },
    });
  });

  it('finds nothing and says where it looked', () => {
    const { clusters, attempts } = loadConfiguration({ variables: {}, root });
    expect(clusters).toEqual([]);
    expect(attempts.length).toBeGreaterThan(10);
    expect(attempts.map(({ where }) => where)).toContain('/etc/ssl/etcd/ssl/{ca.pem,admin-*.pem}');
    expect(attempts.every(({ outcome }) => outcome === 'absent')).toBe(true);
  });
});

describe('the token of telemetry', () => {
  const token = 'a-token-of-thirty-two-characters';
  it.each<[string, string, Record<string, string>, { token: string } | undefined]>([
    ['is off by default', '{}', {}, undefined],
    ['comes from a file', 'telemetry: { tokenFile: token }', {}, { token }],
    [
      'comes from a variable of the file',
      'telemetry: { tokenEnvironment: T }',
      { T: token },
      { token },
    ],
    ['comes from the environment', '{}', { ETCDSCOPE_METRICS_TOKEN: token }, { token }],
    [
      'comes from a file of the environment',
      '{}',
      { ETCDSCOPE_METRICS_TOKEN_FILE: 'token' },
      { token },
    ],
  ])('%s', (_, text, variables, expected) => {
    write('token', `${token}\n`);
    expect(load(text, variables).telemetry).toEqual(expected);
  });

  it.each<[string, string, Record<string, string>]>([
    ['too short a token', '{}', { ETCDSCOPE_METRICS_TOKEN: 'short' }],
    ['a variable that is not set', 'telemetry: { tokenEnvironment: T }', {}],
    ['two places at once', 'telemetry: { tokenFile: token, tokenEnvironment: T }', { T: token }],
    ['no place', 'telemetry: {}', {}],
  ])('is refused for %s', (_, text, variables) => {
    write('token', token);
    expect(() => load(text, variables)).toThrow();
  });
});
