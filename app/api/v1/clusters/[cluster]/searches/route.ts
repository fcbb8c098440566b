import { z } from 'zod';
import { clusterNameSchema } from '@/lib/domain/api/common';
import { searchListSchema, searchSchema, startSearchSchema } from '@/lib/domain/api/searches';
import { defineRoute } from '@/lib/server/http/define-route';
import { listSearches } from '@/lib/server/search/list-searches';
import { searchAuditText } from '@/lib/server/search/search-audit-text';
import { startSearch } from '@/lib/server/search/start-search';

const path = '/api/v1/clusters/{cluster}/searches';
const params = z.strictObject({ cluster: clusterNameSchema });

export const GET = defineRoute({
  method: 'GET',
  path,
  summary: 'The searches of whoever asks, newest first.',
  tag: 'searches',
  action: 'key:search',
  params,
  response: searchListSchema,
  handle: ({ context, params: { cluster } }) => listSearches(context, cluster),
});

export const POST = defineRoute({
  method: 'POST',
  path,
  summary: 'Starts a search of keys or of values that are not masked; cancels one that runs.',
  tag: 'searches',
  action: 'key:search',
  params,
  body: startSearchSchema,
  response: searchSchema,
  status: 202,
  auditResource: ({ body }) => searchAuditText(body),
  handle: ({ context, params: { cluster }, body }) => startSearch(context, cluster, body),
});
