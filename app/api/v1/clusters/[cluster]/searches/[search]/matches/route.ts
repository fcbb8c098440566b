import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import {
  searchIdSchema,
  searchMatchesQuerySchema,
  searchMatchesSchema,
} from '@/lib/domain/api/searches';
import { defineRoute } from '@/lib/server/http/define-route';
import { listMatches } from '@/lib/server/search/list-matches';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/searches/{search}/matches',
  summary: 'What a search has found so far, in the order of the keys, by page.',
  tag: 'searches',
  action: 'key:search',
  params: z.strictObject({ cluster: clusterNameSchema, search: searchIdSchema }),
  query: searchMatchesQuerySchema,
  response: searchMatchesSchema,
  handle: ({ context, params: { cluster, search }, query }) =>
    listMatches(context, cluster, search, query),
});
