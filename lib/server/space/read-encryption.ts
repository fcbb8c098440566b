import 'server-only';
import type { EncryptionCoverage, SpaceReport } from '@/lib/domain/api/space';
import { readableBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { summaryOfReport } from '@/lib/domain/space/summary-of-report';
import { clusterConnection } from '../etcd/cluster-connections';
import { findNewestScan } from '../store/space-scans';
import { store } from '../store/store';
import { coveringPrefixes } from './covering-prefixes';

const none = { encrypted: 0, plaintext: 0, newestPlaintextRevision: null, keys: [] };

const secretsOf = ({ kinds }: SpaceReport) =>
  kinds.find(({ group, resource }) => resource === 'secrets' && !group)?.encryption ?? none;

/** How much of a cluster's Secrets is encrypted, from the newest scan that saw all of them. */
export const readEncryption = async (cluster: string): Promise<EncryptionCoverage> => {
  const { config } = clusterConnection(cluster);
  const prefix = utf8Bytes(`${config.kubernetesPrefix}secrets/`);
  const report = await findNewestScan(store(), {
    cluster,
    prefixes: coveringPrefixes(prefix, config.delimiter),
    completeness: ['complete', 'restarted'],
  });
  const secretsPrefix = { bytes: toBase64Url(prefix), text: readableBytes(prefix) };
  if (report === undefined) {
    return { secretsPrefix, scan: null, encryption: null };
  }
  return { secretsPrefix, scan: summaryOfReport(report), encryption: secretsOf(report) };
};
