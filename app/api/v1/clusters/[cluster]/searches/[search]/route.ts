import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { searchIdSchema, searchSchema } from '@/lib/domain/api/searches';
import { defineRoute } from '@/lib/server/http/define-route';
import { readSearch } from '@/lib/server/search/read-search';

export const GET = defineRoute({
  method: 'GET',
  path: '/api/v1/clusters/{cluster}/searches/{search}',
  summary: 'One search as it stands; for whoever started it, and for admins.',
  tag: 'searches',
  action: 'key:search',
  params: z.strictObject({ cluster: clusterNameSchema, search: searchIdSchema }),
  response: searchSchema,
  handle: ({ context, params: { cluster, search } }) => readSearch(context, cluster, search),
});
