import { isAppError } from '@/lib/domain/errors';
import { observeCluster } from '@/lib/server/clusters/observe-cluster';
import type { ClusterConfig } from '@/lib/server/config/cluster-config';
import type { DetectionAttempt } from '@/lib/server/config/detection-attempt';
import { loadConfiguration } from '@/lib/server/config/load-configuration';
import { connectCluster } from '@/lib/server/etcd/connect-cluster';
import { checkFolder } from './doctor/check-folder';
import { checkPrometheus } from './doctor/check-prometheus';
import { checkReceiver } from './doctor/check-receiver';
import { reasons as reasonTexts } from './doctor/reason-texts';

const describeError = (error: unknown): string =>
  isAppError(error) ? `${error.detail} [${error.code}]` : String(error);

const printAttempts = (attempts: readonly DetectionAttempt[]): void => {
  console.log('Looked for a cluster in:');
  for (const { what, where, outcome, detail } of attempts) {
    console.log(`  ${outcome.padEnd(10)} ${what}: ${where}${detail ? ` (${detail})` : ''}`);
  }
};

const printConfig = (config: ClusterConfig): void => {
  const { tls, authentication } = config;
  console.log(`\nCluster ${config.name} (from ${config.source})`);
  console.log(`  endpoints    ${config.endpoints.join(', ')}`);
  console.log(`  TLS          ${tls ? 'on' : 'off (plain http)'}`);
  if (tls) {
    console.log(`    CA         ${tls.ca ?? 'those of the system'}`);
    console.log(`    client     ${tls.certificate ?? 'no client certificate'}`);
    console.log(`    key        ${tls.key ?? 'none'}`);
  }
  console.log(`  etcd user    ${authentication?.username ?? 'none'}`);
  console.log(`  mode         ${config.readOnly ? 'read-only' : 'read and write'}`);
};

/** Asks one endpoint by itself, so that a good one does not hide a bad one. */
const checkEndpoint = async (config: ClusterConfig, endpoint: string): Promise<boolean> => {
  const connection = connectCluster({ ...config, endpoints: [endpoint] });
  try {
    const known = await connection.members();
    const member = known.find((candidate) => candidate.connection?.endpoint === endpoint);
    if (member?.connection === undefined) {
      console.log(`  ok     ${endpoint}: it answers; its member is dialled where it advertises.`);
      return true;
    }
    const status = await member.connection.status();
    const certificate = await member.connection.serverCertificate();
    const facts = [
      `member ${member.listed.name || member.listed.id}`,
      `etcd ${status.version}`,
      `${Math.round(status.latencyMilliseconds)} ms`,
      certificate ? `certificate ends in ${certificate.daysLeft} days` : 'no TLS',
    ];
    console.log(`  ok     ${endpoint}: ${facts.join(', ')}`);
    return true;
  } catch (error) {
    console.log(`  FAILS  ${endpoint}: ${describeError(error)}`);
    return false;
  } finally {
    connection.close();
  }
};

const printVerdict = async (config: ClusterConfig): Promise<boolean> => {
  const connection = connectCluster(config);
  try {
    const { health, reasons, answered, members } = await observeCluster(connection);
    console.log(`  verdict      ${health}, ${answered} of ${members.length} members answer`);
    for (const reason of reasons) {
      console.log(`    ${reason.severity.padEnd(8)} ${reasonTexts(reason)}`);
    }
    const prometheus = await checkPrometheus(config, await connection.members().catch(() => []));
    for (const line of prometheus.lines) {
      console.log(line);
    }
    return prometheus.isWell && (health === 'healthy' || health === 'warning');
  } finally {
    connection.close();
  }
};

const checkCluster = async (config: ClusterConfig): Promise<boolean> => {
  printConfig(config);
  let isWell = true;
  for (const endpoint of config.endpoints) {
    isWell = (await checkEndpoint(config, endpoint)) && isWell;
  }
  return (await printVerdict(config)) && isWell;
};

/**
 * Prints which clusters are configured or detected, what was tried, and what fails at each
 * endpoint. Gives the exit code: 0 where all is well, 1 where something fails or no cluster was
 * found, 2 where it was called with arguments.
 */
export const runDoctor = async (commandArguments: readonly string[]): Promise<number> => {
  if (commandArguments.length > 0) {
    return 2;
  }
  const { clusters, attempts, dataDirectory, backupDirectory, notifications } = loadConfiguration();
  printAttempts(attempts);
  const folders = [
    checkFolder('Data directory', dataDirectory, 'ETCDSCOPE_DATA_DIR'),
    checkFolder('Backup directory', backupDirectory, 'ETCDSCOPE_BACKUP_DIR'),
  ];
  for (const { line } of folders) {
    console.log(line);
  }
  if (clusters.length === 0) {
    console.log('\nNo cluster was found. Set ETCDCTL_ENDPOINTS or ETCDSCOPE_CONFIG.');
    return 1;
  }
  const names = clusters.map(({ name }) => name);
  const receivers = await Promise.all(notifications.map((one) => checkReceiver(one, names)));
  for (const { line } of receivers) {
    console.log(line);
  }
  let isWell = [...folders, ...receivers].every((checked) => checked.isWell);
  for (const config of clusters) {
    isWell = (await checkCluster(config)) && isWell;
  }
  return isWell ? 0 : 1;
};
