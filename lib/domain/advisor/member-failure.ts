import type { AdviceParameters } from '../api/advisor';
import type { Member } from '../api/overview';

/** Why a member did not answer, for a sentence that is translated by the error's code. */
export const failureOf = ({ failure, endpoint, clientUrls }: Member): AdviceParameters[string] => ({
  error: failure?.code ?? 'member_unreachable',
  endpoint: endpoint ?? clientUrls[0] ?? '',
});
