import path from 'node:path';
import { unpackDebianPackage } from '../debian/download-package';
import { runCommand } from '../run-command';

/** The machine's own C library runs what an older suite was built against, not always the newest. */
const suites = ['stable', 'oldstable', 'testing'];

/** A program of the first suite and package that has one which runs here. */
const findProgram = async (name: string, packages: readonly string[]): Promise<string> => {
  const failures: string[] = [];
  for (const suite of suites) {
    for (const one of packages) {
      try {
        const { directory } = await unpackDebianPackage(one, { suites: [suite] });
        const program = path.join(directory, 'usr', 'bin', name);
        await runCommand(program, ['--version']);
        return program;
      } catch (error) {
        failures.push(`${suite}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  throw new Error(`No ${name} of Debian runs on this machine.\n${failures.join('\n')}`);
};

/** The program of a real Prometheus from Debian, unpacked into `.cache` and not installed. */
export const findPrometheus = (): Promise<string> => findProgram('prometheus', ['prometheus']);

/** Its promtool, which older suites have in the package of Prometheus itself. */
export const findPromtool = (): Promise<string> =>
  findProgram('promtool', ['promtool', 'prometheus']);
