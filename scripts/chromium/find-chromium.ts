import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright';
import { programOnPath } from '../program-on-path';
import { projectRoot } from '../project-root';
import { runCommand } from '../run-command';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const onPath = (): string | undefined => programOnPath(...names);

const fromPlaywright = async (): Promise<string | undefined> => {
  const file = chromium.executablePath();
  if (!existsSync(file)) {
    const playwright = path.join(projectRoot, 'node_modules', 'playwright', 'cli.js');
    await runCommand(process.execPath, [playwright, 'install', 'chromium']);
  }
  return existsSync(file) ? file : undefined;
};

const fromApt = async (): Promise<string | undefined> => {
  const isRoot = process.getuid?.() === 0;
  const [program, ...first] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  if (program === undefined) {
    return undefined;
  }
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand(program, [...first, 'update'], { environment }).catch(() => undefined);
  await runCommand(program, [...first, 'install', '-y', '--no-install-recommends', 'chromium'], {
    environment,
  });
  return onPath();
};

/**
 * The path of a Chromium: CHROMIUM_BIN, then PATH, then Playwright's own where it can be
 * downloaded, then Debian's. Throws an Error that says what was tried.
 */
export const findChromium = async (): Promise<string> => {
  const given = process.env.CHROMIUM_BIN;
  if (given) {
    return given;
  }
  const tried: string[] = [];
  for (const find of [onPath, fromPlaywright, fromApt]) {
    try {
      const file = await find();
      if (file !== undefined) {
        return file;
      }
      tried.push(`${find.name}: has none`);
    } catch (error) {
      tried.push(`${find.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No Chromium found. Set CHROMIUM_BIN to one.\n${tried.join('\n')}`);
};
