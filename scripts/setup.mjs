// The first step of `npm run demo` and `npm test` on a machine that may have nothing but Node and
// git: installs the locked packages where they are missing or old, then hands over.
import { spawn } from 'node:child_process';
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

const run = (program, programParameters) =>
  new Promise((resolve) => {
    const child = spawn(program, programParameters, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    // A Ctrl-C reaches the whole group; a signal to this process alone is passed on.
    const passOn = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, passOn);
    }
    child.on('error', (error) => fail(`${program}: ${error.message}`));
    child.on('close', (code) => resolve(code ?? 1));
  });

const stampFile = path.join(root, '.cache', 'installed');
const lock = readFileSync(path.join(root, 'package-lock.json'));
const stamp = createHash('sha256').update(lock).update(process.version).digest('hex');
const isInstalled =
  existsSync(path.join(root, 'node_modules', 'tsx')) &&
  existsSync(stampFile) &&
  readFileSync(stampFile, 'utf8') === stamp;

if (!isInstalled) {
  console.log('Installing the locked npm packages (about a minute the first time)...');
  if ((await run('npm', ['ci', '--no-audit', '--no-fund', '--include=dev'])) !== 0) {
    fail('npm ci failed; its output above says why.');
  }
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

process.env.NEXT_TELEMETRY_DISABLED = '1';
const typescript = pathToFileURL(path.join(root, 'scripts', 'typescript.mjs')).href;
const script = path.join(root, 'scripts', `${task}.ts`);
// DEP0123: gRPC names the server in TLS even where the endpoint is an IP address.
const flags = ['--disable-warning=DEP0123', '--import', typescript];
process.exit(await run(process.execPath, [...flags, script, ...parameters]));
