import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { searchIdSchema, searchSchema } from '@/lib/domain/api/searches';
import { defineRoute } from '@/lib/server/http/define-route';
import { resumeSearch } from '@/lib/server/search/resume-search';

export const POST = defineRoute({
  method: 'POST',
  path: '/api/v1/clusters/{cluster}/searches/{search}/resume',
  summary: 'Goes on with a search of one’s own where it stopped.',
  tag: 'searches',
  action: 'key:search',
  params: z.strictObject({ cluster: clusterNameSchema, search: searchIdSchema }),
  response: searchSchema,
  status: 202,
  auditResource: ({ params: { search } }) => `search ${search}, resumed`,
  handle: ({ context, params: { cluster, search } }) => resumeSearch(context, cluster, search),
});
