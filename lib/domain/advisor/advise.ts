import type { Advice, Finding, Severity, Unknown } from '../api/advisor';
import { backupRules } from './backup-rules';
import type { ClusterEvidence } from './cluster-evidence';
import { diskRules } from './disk-rules';
import { hardwareRule } from './hardware-rule';
import { keyRules } from './key-rules';
import { loadRules } from './load-rules';
import { withEndpoints } from './member-endpoints';
import { raftRules } from './raft-rules';
import type { Rule } from './rule';
import { securityRules } from './security-rules';
import { storageRules } from './storage-rules';
import { topologyRules } from './topology-rules';
import { versionRules } from './version-rules';
import { visibilityRules } from './visibility-rules';

/** Every check, in the order in which equally bad findings stand. */
export const rules: readonly Rule[] = [
  ...topologyRules,
  ...storageRules,
  ...diskRules,
  ...raftRules,
  ...securityRules,
  ...versionRules,
  ...backupRules,
  ...keyRules,
  ...loadRules,
  ...visibilityRules,
  hardwareRule,
];

const order: readonly Severity[] = ['critical', 'warning', 'info'];

const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((left, right) => order.indexOf(left.severity) - order.indexOf(right.severity));

/** Judges a cluster by every rule: what to mend, what could not be judged, and what is well. */
export const advise = (evidence: ClusterEvidence): Advice => {
  const findings: Finding[] = [];
  const unknown: Unknown[] = [];
  const passed: string[] = [];
  for (const { id, judge } of rules) {
    const judgement = judge(evidence);
    if (judgement.finding !== undefined) {
      const { commands } = judgement.finding;
      findings.push({
        id,
        ...judgement.finding,
        commands: commands.map((command) => withEndpoints(command, evidence)),
      });
    }
    if (judgement.unknown !== undefined) {
      unknown.push({ id, ...judgement.unknown });
    }
    if (judgement.finding === undefined && judgement.unknown === undefined) {
      passed.push(id);
    }
  }
  return {
    findings: worstFirst(findings),
    unknown,
    passed,
    checkedAt: new Date(evidence.now).toISOString(),
  };
};
