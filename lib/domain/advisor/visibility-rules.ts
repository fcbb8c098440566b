import { readingsOf } from './readings';
import { fine, type Rule, unknownFor } from './rule';

/** Whether etcd shows how long its answers take, which etcdGRPCRequestsSlow needs. */
export const visibilityRules: readonly Rule[] = [
  {
    id: 'request-latency-hidden',
    judge: ({ recent }) => {
      if ('unknown' in recent) {
        return unknownFor(recent.unknown);
      }
      const { found, missing, reason } = readingsOf(recent, 'request-latency', 'p99');
      const hidden = recent.value.panels
        .find(({ id }) => id === 'request-latency')
        ?.notExposed.map(({ memberName }) => memberName);
      if (hidden === undefined || hidden.length === 0) {
        return found.length === 0 ? unknownFor(reason, missing) : fine;
      }
      return {
        finding: {
          severity: 'info',
          parameters: { members: hidden.length },
          evidence: [{ code: 'latency-hidden', parameters: { members: hidden.join(', ') } }],
          commands: ['etcd --metrics=extensive'],
          link: { page: 'metrics', query: 'full=request-latency' },
        },
      };
    },
  },
];
