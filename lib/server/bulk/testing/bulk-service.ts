import 'server-only';
import * as exporting from '@/app/api/v1/clusters/[cluster]/export/route';
import { startService, type TestService } from '@/scripts/testing/start-service';
import { callRoute, loggedIn } from '../../http/testing';

/** Somebody who is logged in. */
export type Person = { headers: Record<string, string> };

/** A cluster and what serves it, with people who change many keys at once. */
export type BulkService = TestService & {
  viewer: Person;
  operator: Person;
  admin: Person;
  /** Asks for an export as the operator, or somebody else. */
  postExport(body: unknown, person?: Person): Promise<Response>;
};

/** Starts a member with more flags of etcd's, what serves it, and a person of each role. */
export const startBulkService = async (flags?: readonly string[]): Promise<BulkService> => {
  const service = await startService(flags);
  const operator = await loggedIn('operator', 'operator');
  return {
    ...service,
    operator,
    viewer: await loggedIn('viewer', 'viewer'),
    admin: await loggedIn('admin', 'admin'),
    postExport: (body, person = operator) =>
      callRoute(exporting.POST, {
        params: { cluster: 'test' },
        headers: person.headers,
        body,
      }),
  };
};
