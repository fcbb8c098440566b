import type { EtcdCluster } from '@/scripts/etcd/start-cluster';
import { runCommand } from '@/scripts/run-command';

/** Runs `etcdctl get` with these parameters on the first member, without keeping what it prints. */
export const etcdctlGet = async (
  { programs, files, members }: EtcdCluster,
  ...parameters: string[]
): Promise<void> => {
  await runCommand(
    programs.etcdctl,
    [
      `--endpoints=${members[0]?.endpoint}`,
      `--cacert=${files.ca}`,
      `--cert=${files.certificate}`,
      `--key=${files.key}`,
      '--command-timeout=120s',
      'get',
      ...parameters,
    ],
    { environment: { ETCDCTL_API: '3' } },
  );
};
