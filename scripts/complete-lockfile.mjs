// Puts back into package-lock.json what npm drops from it when the registry at hand has only the
// packages of one platform: the optional packages of the others. Without them `npm ci` refuses.
// Run it after `npm install`; a test says when it is needed.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd'];
const systemNames = {
  win32: 'win32',
  windows: 'win32',
  sunos: 'sunos',
  openharmony: 'openharmony',
};
const processors = [
  'arm64',
  'x64',
  'ia32',
  'arm',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
];

/** The platform an optional package is for, as its name tells. */
const platformOf = (name) => {
  const words = name.split('/').at(-1).split(/[-_]/);
  const system = words
    .map((word) => systemNames[word] ?? word)
    .find((word) => [...systems, ...Object.values(systemNames)].includes(word));
  const processor = processors.find((candidate) => words.includes(candidate));
  const isWasm = words.includes('wasm32');
  return {
    ...(isWasm ? { cpu: ['wasm32'] } : processor && { cpu: [processor] }),
    ...(system && { os: [system] }),
    ...(words.includes('musl') && { libc: ['musl'] }),
    ...(words.includes('gnu') && { libc: ['glibc'] }),
  };
};

const entryOf = (from, name) =>
  Object.keys(lock.packages).find(
    (place) => place === `${from}/node_modules/${name}` || place === `node_modules/${name}`,
  );

for (const [place, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (entryOf(place, name) === undefined && /^\d/.test(version)) {
      const entry = { version, ...platformOf(name), ...(dev && { dev }), optional: true };
      lock.packages[`node_modules/${name}`] = entry;
    }
  }
}

const sorted = Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
