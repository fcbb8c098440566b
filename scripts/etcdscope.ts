import { isAppError } from '@/lib/domain/errors';

const usage = `Usage: npm run etcdscope -- COMMAND

  doctor                                 what configuration and clusters are found, and what fails
  account add NAME --role ROLE           make a login; prints a generated password
  account password NAME                  set a new password; ends the account's sessions
  account list                           the logins with their roles
  audit verify [--anchor SEQUENCE:HASH]  check the hash chain of the audit log

ROLE is viewer, operator or admin. With --password-stdin, add and password read the password
from the standard input instead of making one.`;

/** Each is loaded when it is called for: the account commands need nothing of etcd's. */
const commands: Record<string, (commandArguments: string[]) => Promise<number>> = {
  account: async (rest) => (await import('./account')).runAccount(rest),
  audit: async (rest) => (await import('./audit')).runAudit(rest),
  doctor: async (rest) => (await import('./doctor')).runDoctor(rest),
};

/** Runs one command; answers with the exit code: 0 well, 1 failed, 2 misused. */
const run = async ([name = '', ...rest]: string[]): Promise<number> => {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    console.error(usage);
    return name === 'help' ? 0 : 2;
  }
  try {
    const code = await command(rest);
    if (code === 2) {
      console.error(usage);
    }
    return code;
  } catch (error) {
    console.error(
      isAppError(error) ? error.detail : error instanceof Error ? error.message : error,
    );
    return 1;
  }
};

// The log would mix with what a command prints.
process.env.ETCDSCOPE_LOG_LEVEL ??= 'silent';
process.exitCode = await run(process.argv.slice(2));
