// The first step of `npm run demo` and `npm test` on a machine that may have nothing but Node and
// git: installs the locked packages where they are missing or old, then hands over.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [task = '', ...parameters] = process.argv.slice(2);
const minimumNode = [20, 11];

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < minimumNode[0] || (major === minimumNode[0] && minor < minimumNode[1])) {
  fail(`etcdscope needs Node ${minimumNode.join('.')} or newer; this is ${process.versions.node}.`);
}

const run = (program, programParameters) => {
  const result = spawnSync(program, programParameters, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (result.error) {
    fail(`${program}: ${result.error.message}`);
  }
  return result.status ?? 1;
};

const stampFile = path.join(root, '.cache', 'installed');
const lock = readFileSync(path.join(root, 'package-lock.json'));
const stamp = createHash('sha256').update(lock).update(process.version).digest('hex');
const isInstalled =
  existsSync(path.join(root, 'node_modules', 'tsx')) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === stamp;

if (!isInstalled) {
  console.log('Installing the locked npm packages (about a minute the first time)...');
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev']) !== 0) {
    fail('npm ci failed; its output above says why.');
  }
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

process.env.NEXT_TELEMETRY_DISABLED = '1';
const typescript = pathToFileURL(path.join(root, 'scripts', 'typescript.mjs')).href;
const script = path.join(root, 'scripts', `${task}.ts`);
// Ctrl-C reaches the task too, which tidies up; this process waits for it.
process.on('SIGINT', () => undefined);
// DEP0123: gRPC names the server in TLS even where the endpoint is an IP address.
const flags = ['--disable-warning=DEP0123', '--import', typescript];
process.exit(run(process.execPath, [...flags, script, ...parameters]));
