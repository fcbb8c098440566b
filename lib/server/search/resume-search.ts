import 'server-only';
import type { Search } from '@/lib/domain/api/searches';
import { AppError } from '@/lib/domain/errors';
import type { RequestContext } from '../http/request-context';
import { findOwnSearch } from './find-own-search';
import { launchSearch } from './launch-search';
import { readSearch } from './read-search';

/**
 * Goes on with a search where it stopped, whatever stopped it. Only whoever started it may.
 * Rejects with `conflict` where it runs, is complete, or has found as much as is kept.
 */
export const resumeSearch = async (
  context: RequestContext,
  cluster: string,
  id: string,
): Promise<Search> => {
  const { mayResume, ending } = await readSearch(context, cluster, id);
  if (!mayResume) {
    throw new AppError('conflict', {
      detail: `This search cannot be resumed: it is ${ending}, or full, or of somebody else.`,
      parameters: { ending },
    });
  }
  return launchSearch(context, await findOwnSearch(context, cluster, id));
};
