import type { Reason } from '../api/common';
import type { Health } from '../api/overview';
import { certificateReasons } from './certificate-reasons';
import { answeredOf, type ClusterFacts } from './cluster-facts';
import { memberReasons } from './member-reasons';
import { quorumReasons } from './quorum-reasons';
import { storageReasons } from './storage-reasons';
import { versionReasons } from './version-reasons';

/** How a cluster stands and why, the most severe reason first. */
export type Assessment = { health: Health; reasons: Reason[] };

const order: readonly Reason['severity'][] = ['critical', 'warning', 'info'];

const healthOf = ({ members }: ClusterFacts, reasons: readonly Reason[]): Health => {
  if (members.length === 0) {
    return 'unknown';
  }
  const worst = order.find((severity) => reasons.some((reason) => reason.severity === severity));
  return worst === 'critical' || worst === 'warning' ? worst : 'healthy';
};

/** The verdict on a cluster: pure, so that the same facts always give the same words. */
export const assessCluster = (facts: ClusterFacts): Assessment => {
  if (facts.failure !== null && answeredOf(facts.members).length === 0) {
    const { code, detail } = facts.failure;
    const unreachable: Reason = {
      code: 'cluster_unreachable',
      severity: 'critical',
      parameters: { error: code, detail },
    };
    const reasons = [unreachable, ...certificateReasons(facts)];
    return { health: healthOf(facts, reasons), reasons };
  }
  const reasons = [
    ...quorumReasons(facts),
    ...storageReasons(facts),
    ...memberReasons(facts),
    ...certificateReasons(facts),
    ...versionReasons(facts),
  ].sort((left, right) => order.indexOf(left.severity) - order.indexOf(right.severity));
  return { health: healthOf(facts, reasons), reasons };
};
