import 'server-only';
import { configuration } from '../config/load-configuration';
import { clusterConnection } from '../etcd/cluster-connections';
import { eventHub } from '../events/hub';
import { startCheck } from './start-check';

/** A program that starts a check as the server does and is killed in the middle of it. */
const [cluster] = configuration().clusters;
eventHub().subscribe(['operations'], {
  deliver: (_, event) => {
    if (event.type === 'operation' && Number(event.operation.done) > 0) {
      process.kill(process.pid, 'SIGKILL');
    }
  },
  close: () => undefined,
});

const { name } = clusterConnection(cluster?.name ?? '').config;
await startCheck(
  {
    identity: { username: 'tester', role: 'operator', mode: 'local' },
    requestId: 'test',
    address: '127.0.0.1',
    signal: new AbortController().signal,
  },
  name,
  { load: 'medium', seconds: 10, confirmation: name },
);
