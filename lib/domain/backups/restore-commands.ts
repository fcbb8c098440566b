/** A member of the cluster to be restored, as its first start needs it. */
export type RestoredMember = { name: string; peerUrls: readonly string[] };

/** A backup as the commands need it. */
export type RestorableBackup = { fileName: string; etcdVersion: string };

/** Where a command is to be run (a member's name) and the command itself. */
export type RestoreCommand = { member: string; command: string };

const plainWord = /^[A-Za-z0-9@%+=:,./_-]+$/;

/** A word for a POSIX shell, quoted where it must be. */
const shellWord = (word: string): string =>
  plainWord.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/**
 * Watchers such as Kubernetes' controllers keep revisions; a restored store must never show them
 * an older one again (etcd's recovery guide). etcdctl of 3.4 has no such flag.
 */
const revisionFlags = (backup: RestorableBackup): string[] =>
  program(backup) === 'etcdutl' ? ['--bump-revision=1000000000', '--mark-compacted'] : [];

/** etcdutl took over the snapshot files in 3.5; before, etcdctl reads them. */
const program = ({ etcdVersion }: RestorableBackup): string =>
  etcdVersion.startsWith('3.4.') ? 'etcdctl' : 'etcdutl';

const commandLine = (words: readonly string[]): string => words.map(shellWord).join(' ');

/** The command that shows hash, revision, keys and size of a downloaded backup. */
export const statusCommand = (backup: RestorableBackup): string =>
  commandLine([program(backup), 'snapshot', 'status', backup.fileName, '--write-out=table']);

/** The command that restores a backup into an empty folder, to see that it can be. */
export const trialCommand = (backup: RestorableBackup): string =>
  commandLine([
    program(backup),
    'snapshot',
    'restore',
    backup.fileName,
    '--data-dir=/tmp/restore-trial',
  ]);

/**
 * The commands that make new data directories from a backup, one for each member: all must be
 * run, from the same file, and the old members must be stopped before (etcd's recovery guide).
 */
export const restoreCommands = (
  backup: RestorableBackup,
  members: readonly RestoredMember[],
): RestoreCommand[] => {
  const initialCluster = members
    .flatMap(({ name, peerUrls }) => peerUrls.map((url) => `${name}=${url}`))
    .join(',');
  return members.map(({ name, peerUrls }) => ({
    member: name,
    command: commandLine([
      program(backup),
      'snapshot',
      'restore',
      backup.fileName,
      `--name=${name}`,
      `--initial-cluster=${initialCluster}`,
      `--initial-advertise-peer-urls=${peerUrls.join(',')}`,
      '--data-dir=/var/lib/etcd-restored',
      ...revisionFlags(backup),
    ]),
  }));
};
