import type { Evidence, Severity } from '../api/advisor';
import type { Overview } from '../api/overview';
import { memberLabel } from '../etcd/cluster-facts';
import { memberEndpoints } from './member-endpoints';
import { fine, fineWithout, type Rule, unknownFor } from './rule';
import { parseVersion, type Version, versionText } from './version';
import {
  fixFor,
  isAffected,
  type Vulnerability,
  vulnerabilities,
  vulnerabilitiesCheckedOn,
} from './vulnerabilities';

type MemberVersion = { member: string; version: Version };

const versionsOf = ({ members }: Overview): MemberVersion[] =>
  members.flatMap((member) => {
    const version = member.version === null ? undefined : parseVersion(member.version);
    return version === undefined ? [] : [{ member: memberLabel(member), version }];
  });

const silentOf = ({ members }: Overview): string[] =>
  members.filter(({ version }) => version === null).map(memberLabel);

const versionsDiffer: Rule = {
  id: 'versions-differ',
  judge: ({ overview, endpoints }) => {
    const known = versionsOf(overview);
    const silent = silentOf(overview);
    const versions = new Set(known.map(({ version }) => versionText(version)));
    if (versions.size < 2) {
      return silent.length > 0 || known.length === 0 ? unknownFor('not-answering', silent) : fine;
    }
    const series = new Set(known.map(({ version: [major, minor] }) => `${major}.${minor}`));
    return {
      finding: {
        severity: series.size > 1 ? 'warning' : 'info',
        parameters: { versions: [...versions].sort().join(', '), series: series.size },
        evidence: known.map(({ member, version }) => ({
          code: 'version',
          parameters: { member, version: versionText(version) },
        })),
        commands: [
          `etcdctl endpoint status --endpoints=${memberEndpoints({ overview, endpoints })} -w table`,
        ],
        link: { page: 'overview' },
      },
    };
  },
};

const vulnerableVersion: Rule = {
  id: 'vulnerable-version',
  judge: ({ overview, authentication }) => {
    const known = versionsOf(overview);
    if (known.length === 0) {
      return unknownFor('not-answering');
    }
    const isSingle = overview.members.length === 1;
    const isTls = overview.members.some(({ clientUrls, peerUrls }) =>
      [...clientUrls, ...peerUrls].some((url) => url.startsWith('https:')),
    );
    const flaws = vulnerabilities.flatMap((flaw) => {
      if ((flaw.isOfSingleMember === true && !isSingle) || (flaw.isOfTls === true && !isTls)) {
        return [];
      }
      const affected = known.filter(({ version }) => isAffected(flaw, version));
      return affected.length === 0 ? [] : [{ flaw, affected }];
    });
    const rest = fineWithout('not-answering', silentOf(overview));
    if (flaws.length === 0) {
      return rest;
    }
    // The flaws of access get around users and roles, which matter only where those are used.
    const isAccessUsed = 'unknown' in authentication || authentication.value;
    const has = (kind: Vulnerability['kind']) => flaws.some(({ flaw }) => flaw.kind === kind);
    const isReachable = isAccessUsed || has('availability') || has('revocation');
    const severity: Severity = has('data') ? 'critical' : isReachable ? 'warning' : 'info';
    return {
      ...rest,
      finding: {
        severity,
        parameters: {
          flaws: flaws.length,
          access: isAccessUsed ? 'used' : 'unused',
          checked: vulnerabilitiesCheckedOn,
        },
        evidence: flaws.map(({ flaw, affected }): Evidence => {
          const [first] = affected;
          const fix = first === undefined ? undefined : fixFor(flaw, first.version);
          return {
            code: `flaw-${flaw.kind}`,
            parameters: {
              flaw: flaw.id,
              members: affected.map(({ member }) => member).join(', '),
              version: first === undefined ? '' : versionText(first.version),
              fixed: fix === undefined ? '' : versionText(fix),
              published: flaw.published,
            },
            url: flaw.source,
          };
        }),
        commands: [],
        link: { page: 'overview' },
      },
    };
  },
};

/** Which versions of etcd run, and what is known of them. */
export const versionRules: readonly Rule[] = [versionsDiffer, vulnerableVersion];
