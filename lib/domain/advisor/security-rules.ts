import type { Evidence, Severity } from '../api/advisor';
import type { Certificate } from '../api/overview';
import { memberLabel } from '../etcd/cluster-facts';
import type { CertificateKeeper, ClusterEvidence } from './cluster-evidence';
import { fine, type Rule, seconds, unknownFor } from './rule';

const warningDays = 30;
const criticalDays = 7;

/** etcd's own peers complain beyond one second (maxClockDifference of rafthttp). */
const clockDifference = 1;

type Holder = { member: string; certificate: Certificate };

/** Whose certificates are seen: ours is called by the empty name. */
const holdersOf = ({ overview }: ClusterEvidence): Holder[] => [
  ...(overview.clientCertificate === null
    ? []
    : [{ member: '', certificate: overview.clientCertificate }]),
  ...overview.members.flatMap((member) =>
    member.certificate === null
      ? []
      : [{ member: memberLabel(member), certificate: member.certificate }],
  ),
];

/**
 * Commands of those that renew etcd's certificates themselves: kubeadm's own, k3s' and RKE2's while
 * stopped. KubeKey and others have none that does, which the text tells.
 */
const renewCommands: Partial<Record<CertificateKeeper, readonly string[]>> = {
  kubeadm: ['kubeadm certs check-expiration', 'kubeadm certs renew all'],
  k3s: ['systemctl stop k3s && k3s certificate rotate && systemctl start k3s'],
  rke2: ['systemctl stop rke2-server && rke2 certificate rotate && systemctl start rke2-server'],
};

const certificateExpiry: Rule = {
  id: 'certificate-expiry',
  judge: (evidence) => {
    const ending = holdersOf(evidence)
      .filter(({ certificate }) => certificate.daysLeft < warningDays)
      .toSorted((left, right) => left.certificate.daysLeft - right.certificate.daysLeft);
    const [first] = ending;
    if (first !== undefined) {
      const days = first.certificate.daysLeft;
      return {
        finding: {
          severity: days < criticalDays ? 'critical' : 'warning',
          parameters: {
            days,
            expired: days < 0 ? 'yes' : 'no',
            keeper: evidence.certificateKeeper,
          },
          evidence: ending.map(({ member, certificate }) => ({
            code: member === '' ? 'certificate-client' : 'certificate-server',
            parameters: {
              member,
              subject: certificate.subject,
              time: { value: Date.parse(certificate.notAfter), unit: 'time' as const },
            },
          })),
          commands: [...(renewCommands[evidence.certificateKeeper] ?? [])],
          link: { page: 'overview' },
        },
      };
    }
    const unseen = evidence.overview.members.filter(
      ({ certificate, endpoint }) =>
        certificate === null && endpoint?.startsWith('https:') !== false,
    );
    return unseen.length === 0 ? fine : unknownFor('not-answering', unseen.map(memberLabel));
  },
};

const clockSkew: Rule = {
  id: 'clock-skew',
  judge: ({ clocks, overview }) => {
    if ('unknown' in clocks) {
      return unknownFor(clocks.unknown);
    }
    const missing = overview.members
      .map(memberLabel)
      .filter((name) => !clocks.value.some(({ memberName }) => memberName === name));
    const unknown = missing.length === 0 ? fine : unknownFor('not-answering', missing);
    const off = clocks.value.filter(
      ({ offsetSeconds, uncertaintySeconds }) =>
        Math.abs(offsetSeconds) - uncertaintySeconds > clockDifference,
    );
    const [first] = off;
    return first === undefined
      ? unknown
      : {
          ...unknown,
          finding: {
            severity: 'warning',
            parameters: { member: first.memberName },
            evidence: off.map(({ memberName, offsetSeconds, uncertaintySeconds }) => ({
              code: offsetSeconds < 0 ? 'clock-behind' : 'clock-ahead',
              parameters: {
                member: memberName,
                offset: seconds(Math.abs(offsetSeconds)),
                uncertainty: seconds(uncertaintySeconds),
              },
            })),
            commands: ['chronyc tracking', 'timedatectl status'],
            link: { page: 'overview' },
          },
        };
  },
};

const authenticationOff: Rule = {
  id: 'authentication-off',
  judge: ({ authentication, hasClientCertificate }) => {
    if ('unknown' in authentication) {
      return unknownFor(authentication.unknown);
    }
    return authentication.value
      ? fine
      : {
          finding: {
            severity: hasClientCertificate ? 'info' : 'warning',
            parameters: { certificate: hasClientCertificate ? 'yes' : 'no' },
            evidence: [
              {
                code: hasClientCertificate ? 'auth-off-certificate' : 'auth-off',
                parameters: {},
              },
            ],
            commands: [
              'etcdctl user add root',
              'etcdctl user grant-role root root',
              'etcdctl auth enable',
            ],
            link: { page: 'overview' },
          },
        };
  },
};

const isLoopback = (url: string): boolean =>
  /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/.test(url);

/** A member that has started once takes new URLs for its peers from the cluster, not from its flags. */
const tlsCommands: Readonly<Record<string, readonly string[]>> = {
  client: [
    'etcd --client-cert-auth --trusted-ca-file=<ca> --cert-file=<certificate> --key-file=<key> --listen-client-urls=https://<address>:2379 --advertise-client-urls=https://<host>:2379',
  ],
  peer: [
    'etcdctl member update <id> --peer-urls=https://<host>:2380',
    'etcd --peer-client-cert-auth --peer-trusted-ca-file=<ca> --peer-cert-file=<certificate> --peer-key-file=<key> --listen-peer-urls=https://<address>:2380',
  ],
};

const noTls: Rule = {
  id: 'no-tls',
  judge: ({ overview }) => {
    if (overview.members.length === 0) {
      return unknownFor('not-answering');
    }
    const isAlone = overview.members.length === 1;
    const plain = overview.members.flatMap((member) =>
      [
        ...member.clientUrls.map((url) => ({ url, kind: 'client' })),
        // A single member talks to no peer.
        ...(isAlone ? [] : member.peerUrls.map((url) => ({ url, kind: 'peer' }))),
      ]
        .filter(({ url }) => url.startsWith('http:'))
        .map(({ url, kind }) => ({ member: memberLabel(member), url, kind })),
    );
    if (plain.length === 0) {
      return fine;
    }
    const severity: Severity = plain.every(({ url }) => isLoopback(url)) ? 'warning' : 'critical';
    return {
      finding: {
        severity,
        parameters: { urls: plain.length },
        evidence: plain.map(
          ({ member, url, kind }): Evidence => ({
            code: `plain-${kind}`,
            parameters: { member, url },
          }),
        ),
        commands: ['client', 'peer'].flatMap((kind) =>
          plain.some((one) => one.kind === kind) ? (tlsCommands[kind] ?? []) : [],
        ),
        link: { page: 'overview' },
      },
    };
  },
};

/** Who may talk to etcd, and whether what they say can be trusted. */
export const securityRules: readonly Rule[] = [
  certificateExpiry,
  clockSkew,
  authenticationOff,
  noTls,
];
