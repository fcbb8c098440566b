import 'server-only';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Why an address cannot be listened on, with the mend; undefined for what is no such failure. */
export const explainListenFailure = (
  error: unknown,
  host: string,
  port: number,
): string | undefined => {
  const reasons: Partial<Record<string, string>> = {
    EADDRINUSE: `Port ${port} of ${host} is in use; set PORT to another, or stop what listens there.`,
    EACCES: `This user may not listen on port ${port}; set PORT to 1024 or more.`,
    EADDRNOTAVAIL: `${host} is no address of this machine; set HOST to one that is, or to 0.0.0.0.`,
    ENOTFOUND: `${host} is no address of this machine; set HOST to one that is, or to 0.0.0.0.`,
  };
  return reasons[codeOf(error)];
};

/** Why a folder cannot be used, with the mend. `variable` is the one that names another folder. */
export const explainDirectoryFailure = (
  error: unknown,
  directory: string,
  variable: string,
): string => {
  const reason = codeOf(error) || (error instanceof Error ? error.message : String(error));
  return `The folder ${directory} cannot be written (${reason}); correct its owner and rights, or set ${variable}.`;
};
