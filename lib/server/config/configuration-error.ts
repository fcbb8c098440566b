import 'server-only';

/** Where in which source a setting is wrong, and the mend, in one line. */
export type ConfigurationProblem = { where: string; problem: string; mend: string };

/** Settings that cannot be used; the message has one line a problem. */
export class ConfigurationError extends Error {
  constructor(problems: readonly ConfigurationProblem[]) {
    super(problems.map(({ where, problem, mend }) => `${where}: ${problem} ${mend}`).join('\n'));
    this.name = 'ConfigurationError';
  }
}
