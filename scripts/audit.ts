import { parseArgs } from 'node:util';
import { verifyAudit } from '@/lib/server/audit/verify-audit';
import { store } from '@/lib/server/store/store';

const anchorPattern = /^(\d{1,15}):([0-9a-f]{64})$/;

const explanations = {
  altered: 'was altered',
  missing: 'is missing',
  forked: 'does not follow from the line before, or differs from the anchor',
  cut: 'and what follows it were cut off',
} as const;

/**
 * `audit verify`: walks the hash chain of the audit log. The anchor is the sequence and hash of a
 * line as the server's own log has it. Answers with the exit code.
 */
export const runAudit = async (commandArguments: string[]): Promise<number> => {
  const { positionals, values } = parseArgs({
    args: commandArguments,
    allowPositionals: true,
    options: { anchor: { type: 'string' } },
  });
  const [, sequence, hash] = anchorPattern.exec(values.anchor ?? '') ?? [];
  const isMalformed = values.anchor !== undefined && hash === undefined;
  if (positionals[0] !== 'verify' || isMalformed) {
    return 2;
  }
  const anchor = hash === undefined ? undefined : { sequence: Number(sequence), hash };
  try {
    const found = await verifyAudit(store(), anchor);
    if (found.state === 'intact') {
      console.log(`Intact. The last line is ${found.head.sequence}:${found.head.hash}`);
      return 0;
    }
    console.error(`Broken: line ${found.sequence} ${explanations[found.why]}.`);
    return 1;
  } finally {
    await store().destroy();
  }
};
