import 'server-only';
import { createHash } from 'node:crypto';

/** The longest name a Service may have (RFC 1035). */
const longestService = 63;
const hashLength = 8;

/** A text of no more than so many characters; the end of one that is cut is a hash of all of it. */
export const shortName = (text: string, longest: number): string => {
  if (text.length <= longest) {
    return text;
  }
  const hash = createHash('sha256').update(text).digest('hex').slice(0, hashLength);
  return `${text.slice(0, longest - hashLength - 1)}-${hash}`;
};

/** A Service has to begin with a letter, as a cluster need not. */
const isOfEtcd = (cluster: string): boolean => /^[a-z]/.test(cluster) && cluster.includes('etcd');

/**
 * The `job` a cluster's series have in the files for other monitoring, and in our expressions; its
 * Service has that name too: `etcd-<cluster>`, or the cluster's name alone where it holds `etcd`.
 */
export const jobOf = (cluster: string): string =>
  shortName(isOfEtcd(cluster) ? cluster : `etcd-${cluster}`, longestService);
