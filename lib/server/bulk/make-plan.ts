import 'server-only';
import type { ImportPlan, ImportPlanBody } from '@/lib/domain/api/bulk';
import { fromBase64Url } from '@/lib/domain/bytes';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { findUpload, withUpload } from './import-uploads';
import { planImport } from './plan-import';

/** Makes a dry run of an upload of whoever asks; a later one takes the place of an earlier one. */
export const makePlan = async (
  context: RequestContext,
  connection: ClusterConnection,
  id: string,
  { from, to }: ImportPlanBody,
): Promise<ImportPlan> => {
  const upload = findUpload(context.identity, connection.config.name, id);
  const nothing = new Uint8Array();
  const move = { from: fromBase64Url(from) ?? nothing, to: fromBase64Url(to) ?? nothing };
  return withUpload(upload, async () => {
    upload.plan = undefined;
    upload.plan = await planImport(context, connection, upload, move);
    return upload.plan;
  });
};
