import { compareVersions, type Version } from './version';

/** The day this table was last compared with etcd's published advisories. */
export const vulnerabilitiesCheckedOn = '2026-11-22';

/** A known flaw of etcd's server and the first version of each series without it. */
export type Vulnerability = {
  /** CVE number, or the issue where there is none. */
  id: string;
  /** The address of etcd's advisory or announcement. */
  source: string;
  published: string;
  /**
   * `access`: gets around etcd's own users and roles; `data`: may lose or change data;
   * `revocation`: takes client certificates that were revoked; `availability`: can be made to stop
   * answering.
   */
  kind: 'access' | 'data' | 'revocation' | 'availability';
  /** Whether it harms members that listen with TLS only. */
  isOfTls?: true;
  /** Whether it harms clusters of one member only. */
  isOfSingleMember?: true;
  /** First version affected, where older ones are not. */
  introduced?: Version;
  /** The first version without it, by series; a series that is not listed was not mended. */
  fixed: readonly Version[];
};

const advisory = (id: string): string =>
  `https://github.com/etcd-io/etcd/security/advisories/${id}`;

/**
 * Published flaws of etcd 3.4 and later that a member's version tells. Not in it: flaws of Go and of
 * libraries a release was built with, which no member tells.
 */
export const vulnerabilities: readonly Vulnerability[] = [
  {
    id: 'CVE-2026-73499',
    source: advisory('GHSA-xg4h-6gfc-h4m8'),
    published: '2026-07-24',
    kind: 'access',
    fixed: [
      [3, 5, 33],
      [3, 6, 14],
      [3, 7, 1],
    ],
  },
  {
    id: 'CVE-2026-73500',
    source: advisory('GHSA-6vch-q96h-7gc3'),
    published: '2026-07-24',
    kind: 'availability',
    isOfTls: true,
    fixed: [
      [3, 5, 33],
      [3, 6, 14],
      [3, 7, 1],
    ],
  },
  {
    id: 'CVE-2026-59818',
    source: advisory('GHSA-3wh4-j44w-pg92'),
    published: '2026-07-14',
    kind: 'revocation',
    isOfTls: true,
    // 3.4.23 has no --listen-client-http-urls, without which the flaw does not exist.
    introduced: [3, 5, 0],
    fixed: [
      [3, 5, 32],
      [3, 6, 13],
      [3, 7, 0],
    ],
  },
  {
    id: 'CVE-2026-44283',
    source: advisory('GHSA-x35m-3gp4-4fh5'),
    published: '2026-05',
    kind: 'access',
    fixed: [
      [3, 4, 44],
      [3, 5, 30],
      [3, 6, 11],
    ],
  },
  {
    id: 'CVE-2026-33413',
    source: advisory('GHSA-q8m4-xhhv-38mg'),
    published: '2026-03-26',
    kind: 'access',
    fixed: [
      [3, 4, 42],
      [3, 5, 28],
      [3, 6, 9],
    ],
  },
  {
    id: 'CVE-2026-33343',
    source: 'https://osv.dev/vulnerability/BIT-etcd-2026-33343',
    published: '2026-03-26',
    kind: 'access',
    fixed: [
      [3, 4, 42],
      [3, 5, 28],
      [3, 6, 9],
    ],
  },
  {
    id: 'CVE-2023-32082',
    source: 'https://osv.dev/vulnerability/BIT-etcd-2023-32082',
    published: '2023-05',
    kind: 'access',
    fixed: [
      [3, 4, 26],
      [3, 5, 9],
    ],
  },
  {
    id: 'etcd-io/etcd#13766',
    source: 'https://github.com/etcd-io/etcd/issues/13766',
    published: '2022-03',
    kind: 'data',
    introduced: [3, 5, 0],
    fixed: [[3, 5, 3]],
  },
  {
    id: 'etcd-io/etcd#14370',
    source: 'https://github.com/etcd-io/etcd/issues/14370',
    published: '2022-08',
    kind: 'data',
    isOfSingleMember: true,
    fixed: [
      [3, 4, 21],
      [3, 5, 5],
    ],
  },
  {
    id: 'etcd-io/etcd#14685',
    source: 'https://github.com/etcd-io/etcd/pull/14685',
    published: '2022-11',
    kind: 'data',
    introduced: [3, 5, 0],
    fixed: [[3, 5, 6]],
  },
];

const isSameSeries = (left: Version, right: Version): boolean =>
  left[0] === right[0] && left[1] === right[1];

/** Whether a version has a flaw: before the fix of its series, or of a series never mended. */
export const isAffected = ({ introduced, fixed }: Vulnerability, version: Version): boolean => {
  if (introduced !== undefined && compareVersions(version, introduced) < 0) {
    return false;
  }
  const ofSeries = fixed.find((candidate) => isSameSeries(candidate, version));
  const newest = fixed.at(-1);
  return ofSeries === undefined
    ? newest !== undefined && compareVersions(version, newest) < 0
    : compareVersions(version, ofSeries) < 0;
};

/** The least version to update to: in its own series where that was mended, else the next one. */
export const fixFor = ({ fixed }: Vulnerability, version: Version): Version | undefined =>
  fixed.find((candidate) => compareVersions(candidate, version) > 0);
