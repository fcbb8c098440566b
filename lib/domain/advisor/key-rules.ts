import type { Evidence } from '../api/advisor';
import type { ScannedSpace } from './cluster-evidence';
import { fullestFolders } from './fullest-folders';
import { greatest, readingsOf } from './readings';
import { bytes, count, fine, type Rule, unknownFor } from './rule';

/** Our own measure: etcd holds an index of all keys in memory, and a restart reads it whole. */
const manyKeys = 1_000_000;
const tooManyKeys = 5_000_000;

/** A third of etcd's default limit of a request, 1.5 MiB (`--max-request-bytes`), and two thirds. */
const largeValue = 512 * 1024;
const hugeValue = 1024 * 1024;
const shownFolders = 3;

const folderEvidence = (report: ScannedSpace, by: 'keys' | 'bytes'): Evidence[] =>
  fullestFolders(report, by, shownFolders).map(({ name, keys, bytes: size }) => ({
    code: 'folder',
    parameters: { folder: name.text, keys: count(keys), size: bytes(size) },
  }));

const scanEvidence = ({ takenAt }: ScannedSpace): Evidence => ({
  code: 'scanned',
  parameters: { time: { value: Date.parse(takenAt), unit: 'time' } },
});

const manyKeysRule: Rule = {
  id: 'many-keys',
  judge: ({ recent, space }) => {
    const { found, missing, reason } = readingsOf(recent, 'keys', '');
    const most = greatest(found);
    if (most === undefined) {
      return unknownFor(reason, missing);
    }
    if (most.value < manyKeys) {
      return fine;
    }
    return {
      finding: {
        severity: most.value >= tooManyKeys ? 'warning' : 'info',
        parameters: { keys: count(most.value) },
        evidence: [
          { code: 'keys', parameters: { member: most.memberName, keys: count(most.value) } },
          ...('value' in space
            ? [...folderEvidence(space.value, 'keys'), scanEvidence(space.value)]
            : [{ code: 'no-scan', parameters: {} }]),
        ],
        commands: [],
        link: { page: 'keys', query: 'tab=space' },
      },
    };
  },
};

const largeValues: Rule = {
  id: 'large-values',
  judge: ({ space }) => {
    if ('unknown' in space) {
      return unknownFor(space.unknown);
    }
    const { largest } = space.value;
    const large = largest.filter((key) => key.bytes >= largeValue);
    const [first] = large;
    return first === undefined
      ? fine
      : {
          finding: {
            severity: first.bytes >= hugeValue ? 'warning' : 'info',
            parameters: { size: bytes(first.bytes), key: first.name.text },
            evidence: [
              ...large.slice(0, shownFolders).map((key) => ({
                code: 'large-key',
                parameters: {
                  key: key.name.text,
                  size: bytes(key.bytes),
                  writes: count(Number(key.version)),
                },
              })),
              ...folderEvidence(space.value, 'bytes'),
              scanEvidence(space.value),
            ],
            commands: [],
            link: { page: 'keys', query: 'tab=space' },
          },
        };
  },
};

/** Whether the keys are as etcd can bear them. */
export const keyRules: readonly Rule[] = [manyKeysRule, largeValues];
