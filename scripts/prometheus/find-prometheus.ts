import path from 'node:path';
import { unpackDebianPackage } from '../debian/download-package';
import { runCommand } from '../run-command';

/** The machine's own C library runs what an older suite was built against, not always the newest. */
const suites = ['stable', 'oldstable', 'testing'];

/** The program of a real Prometheus from Debian, unpacked into `.cache` and not installed. */
export const findPrometheus = async (): Promise<string> => {
  const failures: string[] = [];
  for (const suite of suites) {
    try {
      const { directory } = await unpackDebianPackage('prometheus', { suites: [suite] });
      const program = path.join(directory, 'usr', 'bin', 'prometheus');
      await runCommand(program, ['--version']);
      return program;
    } catch (error) {
      failures.push(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No Prometheus of Debian runs on this machine.\n${failures.join('\n')}`);
};
