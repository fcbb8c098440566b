import 'server-only';
import * as accountsUsernamePassword from '@/app/api/v1/accounts/[username]/password/route';
import * as accountsUsername from '@/app/api/v1/accounts/[username]/route';
import * as accountsUsernameSessions from '@/app/api/v1/accounts/[username]/sessions/route';
import * as accounts from '@/app/api/v1/accounts/route';
import * as audit from '@/app/api/v1/audit/route';
import * as clustersClusterBackupsBackupFile from '@/app/api/v1/clusters/[cluster]/backups/[backup]/file/route';
import * as clustersClusterBackupsBackup from '@/app/api/v1/clusters/[cluster]/backups/[backup]/route';
import * as clustersClusterBackups from '@/app/api/v1/clusters/[cluster]/backups/route';
import * as clustersClusterKeyRaw from '@/app/api/v1/clusters/[cluster]/key/raw/route';
import * as clustersClusterKeyReveal from '@/app/api/v1/clusters/[cluster]/key/reveal/route';
import * as clustersClusterKey from '@/app/api/v1/clusters/[cluster]/key/route';
import * as clustersClusterKeys from '@/app/api/v1/clusters/[cluster]/keys/route';
import * as clustersClusterMetrics from '@/app/api/v1/clusters/[cluster]/metrics/route';
import * as clustersClusterOverview from '@/app/api/v1/clusters/[cluster]/overview/route';
import * as clusters from '@/app/api/v1/clusters/route';
import * as events from '@/app/api/v1/events/route';
import * as openapiJson from '@/app/api/v1/openapi.json/route';
import * as operationsOperationCancel from '@/app/api/v1/operations/[operation]/cancel/route';
import * as operationsOperation from '@/app/api/v1/operations/[operation]/route';
import * as operations from '@/app/api/v1/operations/route';
import * as sessionPassword from '@/app/api/v1/session/password/route';
import * as session from '@/app/api/v1/session/route';
import * as tokensId from '@/app/api/v1/tokens/[id]/route';
import * as tokens from '@/app/api/v1/tokens/route';
import * as livez from '@/app/livez/route';
import * as readyz from '@/app/readyz/route';
import type { RouteDescription, RouteHandler } from './route-declaration';

/** Every route module. A test finds a `route.ts` that is missing here or not declared. */
const modules = (): Record<string, RouteHandler>[] => [
  accountsUsernamePassword,
  accountsUsername,
  accountsUsernameSessions,
  accounts,
  audit,
  clustersClusterBackupsBackupFile,
  clustersClusterBackupsBackup,
  clustersClusterBackups,
  clustersClusterKeyRaw,
  clustersClusterKeyReveal,
  clustersClusterKey,
  clustersClusterKeys,
  clustersClusterMetrics,
  clustersClusterOverview,
  clusters,
  events,
  openapiJson,
  operationsOperationCancel,
  operationsOperation,
  operations,
  sessionPassword,
  session,
  tokensId,
  tokens,
  livez,
  readyz,
];

/** The declarations of every route, in the order of their files. */
export const routeDeclarations = (): RouteDescription[] =>
  modules().flatMap((module) => Object.values(module).map(({ declaration }) => declaration));
