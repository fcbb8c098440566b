import type { ClusterEvidence } from './cluster-evidence';
import { greatest, readingsOf, totalsOf } from './readings';
import { bytes, count, fine, perSecond, type Rule, unknownFor } from './rule';

const megabyte = 1_000_000;
const gibibyte = 1024 ** 3;

/** A size of cluster in etcd's guide, with the machine it recommends. */
type HardwareClass = {
  id: 'small' | 'medium' | 'large' | 'xlarge';
  /** What it serves at most. */
  requests: number;
  bytes: number;
  cores: number;
  memory: number;
  /** Bytes a second the disk should take. */
  bandwidth: number;
};

/** "Example hardware configurations" of etcd's hardware guide (etcd.io, op-guide/hardware). */
const hardwareClasses: readonly HardwareClass[] = [
  {
    id: 'small',
    requests: 200,
    bytes: 100 * megabyte,
    cores: 2,
    memory: 8 * gibibyte,
    bandwidth: 56.25 * megabyte,
  },
  {
    id: 'medium',
    requests: 1_000,
    bytes: 500 * megabyte,
    cores: 4,
    memory: 16 * gibibyte,
    bandwidth: 93.75 * megabyte,
  },
  {
    id: 'large',
    requests: 10_000,
    bytes: 1_000 * megabyte,
    cores: 8,
    memory: 32 * gibibyte,
    bandwidth: 125 * megabyte,
  },
  {
    id: 'xlarge',
    requests: Number.POSITIVE_INFINITY,
    bytes: Number.POSITIVE_INFINITY,
    cores: 16,
    memory: 64 * gibibyte,
    bandwidth: 250 * megabyte,
  },
];

const busiest = (evidence: ClusterEvidence, panel: 'cpu' | 'memory') => {
  const reading = greatest(readingsOf(evidence.day, panel, '').found);
  return reading === undefined
    ? undefined
    : Math.max(reading.value, ...reading.history.map(({ value }) => value));
};

/** What etcd recommends for a cluster of this behaviour, against what was seen of the machine. */
export const hardwareRule: Rule = {
  id: 'hardware',
  judge: (evidence) => {
    const requests = totalsOf(evidence.day, 'rpc-rate').reduce((sum, { value }) => sum + value, 0);
    const sizes = evidence.overview.members.flatMap(({ databaseSize }) => databaseSize ?? []);
    const { found, missing, reason } = readingsOf(evidence.day, 'cpu', '');
    if (found.length === 0 || sizes.length === 0) {
      const isYoung = 'value' in evidence.day && evidence.day.value.collectedFrom !== null;
      const unsampled = isYoung && reason === 'no-samples' ? 'too-short' : reason;
      return unknownFor(sizes.length === 0 ? 'not-answering' : unsampled, missing);
    }
    const size = Math.max(...sizes.map(Number));
    const fitting = hardwareClasses.find((one) => requests <= one.requests && size <= one.bytes);
    if (fitting === undefined || fitting.id === 'small') {
      return fine;
    }
    const cores = busiest(evidence, 'cpu');
    const memory = busiest(evidence, 'memory');
    return {
      finding: {
        severity: 'info',
        parameters: { size: fitting.id },
        evidence: [
          { code: 'behaviour', parameters: { requests: perSecond(requests), size: bytes(size) } },
          {
            code: 'recommended',
            parameters: {
              cores: fitting.cores,
              memory: bytes(fitting.memory),
              bandwidth: { value: fitting.bandwidth, unit: 'bytesPerSecond' },
            },
          },
          ...(cores === undefined || memory === undefined
            ? []
            : [{ code: 'seen', parameters: { cores: count(cores), memory: bytes(memory) } }]),
        ],
        commands: [],
        link: { page: 'metrics', query: 'full=cpu' },
      },
    };
  },
};
