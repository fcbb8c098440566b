import 'server-only';
import * as accountsUsernamePassword from '@/app/api/v1/accounts/[username]/password/route';
import * as accountsUsername from '@/app/api/v1/accounts/[username]/route';
import * as accountsUsernameSessions from '@/app/api/v1/accounts/[username]/sessions/route';
import * as accounts from '@/app/api/v1/accounts/route';
import * as audit from '@/app/api/v1/audit/route';
import * as clustersClusterAdvisor from '@/app/api/v1/clusters/[cluster]/advisor/route';
import * as clustersClusterAdvisorSlow from '@/app/api/v1/clusters/[cluster]/advisor/slow/route';
import * as clustersClusterAlertsDeliveriesReceiverTest from '@/app/api/v1/clusters/[cluster]/alerts/deliveries/[receiver]/test/route';
import * as clustersClusterAlertsDeliveries from '@/app/api/v1/clusters/[cluster]/alerts/deliveries/route';
import * as clustersClusterAlertsHistory from '@/app/api/v1/clusters/[cluster]/alerts/history/route';
import * as clustersClusterAlerts from '@/app/api/v1/clusters/[cluster]/alerts/route';
import * as clustersClusterAlertsRulesRule from '@/app/api/v1/clusters/[cluster]/alerts/rules/[rule]/route';
import * as clustersClusterAlertsSilencesSilence from '@/app/api/v1/clusters/[cluster]/alerts/silences/[silence]/route';
import * as clustersClusterAlertsSilences from '@/app/api/v1/clusters/[cluster]/alerts/silences/route';
import * as clustersClusterBackupsBackupFile from '@/app/api/v1/clusters/[cluster]/backups/[backup]/file/route';
import * as clustersClusterBackupsBackup from '@/app/api/v1/clusters/[cluster]/backups/[backup]/route';
import * as clustersClusterBackups from '@/app/api/v1/clusters/[cluster]/backups/route';
import * as clustersClusterBulkOutcomesOperation from '@/app/api/v1/clusters/[cluster]/bulk-outcomes/[operation]/route';
import * as clustersClusterChangesRates from '@/app/api/v1/clusters/[cluster]/changes/rates/route';
import * as clustersClusterChanges from '@/app/api/v1/clusters/[cluster]/changes/route';
import * as clustersClusterComparisonsComparisonPlan from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/plan/route';
import * as clustersClusterComparisonsComparisonRestore from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/restore/route';
import * as clustersClusterComparisonsComparison from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/route';
import * as clustersClusterComparisonsComparisonRows from '@/app/api/v1/clusters/[cluster]/comparisons/[comparison]/rows/route';
import * as clustersClusterComparisons from '@/app/api/v1/clusters/[cluster]/comparisons/route';
import * as clustersClusterDeletionsPreview from '@/app/api/v1/clusters/[cluster]/deletions/preview/route';
import * as clustersClusterDeletions from '@/app/api/v1/clusters/[cluster]/deletions/route';
import * as clustersClusterExport from '@/app/api/v1/clusters/[cluster]/export/route';
import * as clustersClusterImportsUploadApply from '@/app/api/v1/clusters/[cluster]/imports/[upload]/apply/route';
import * as clustersClusterImportsUploadPlan from '@/app/api/v1/clusters/[cluster]/imports/[upload]/plan/route';
import * as clustersClusterImportsUpload from '@/app/api/v1/clusters/[cluster]/imports/[upload]/route';
import * as clustersClusterImportsUploadRowsLine from '@/app/api/v1/clusters/[cluster]/imports/[upload]/rows/[line]/route';
import * as clustersClusterImportsUploadRows from '@/app/api/v1/clusters/[cluster]/imports/[upload]/rows/route';
import * as clustersClusterImports from '@/app/api/v1/clusters/[cluster]/imports/route';
import * as clustersClusterKeyCopy from '@/app/api/v1/clusters/[cluster]/key/copy/route';
import * as clustersClusterKeyForms from '@/app/api/v1/clusters/[cluster]/key/forms/route';
import * as clustersClusterKeyHistory from '@/app/api/v1/clusters/[cluster]/key/history/route';
import * as clustersClusterKeyLifetime from '@/app/api/v1/clusters/[cluster]/key/lifetime/route';
import * as clustersClusterKeyRaw from '@/app/api/v1/clusters/[cluster]/key/raw/route';
import * as clustersClusterKeyRename from '@/app/api/v1/clusters/[cluster]/key/rename/route';
import * as clustersClusterKeyRestore from '@/app/api/v1/clusters/[cluster]/key/restore/route';
import * as clustersClusterKeyReveal from '@/app/api/v1/clusters/[cluster]/key/reveal/route';
import * as clustersClusterKey from '@/app/api/v1/clusters/[cluster]/key/route';
import * as clustersClusterKeys from '@/app/api/v1/clusters/[cluster]/keys/route';
import * as clustersClusterKeysStream from '@/app/api/v1/clusters/[cluster]/keys/stream/route';
import * as clustersClusterMetricsHeatmap from '@/app/api/v1/clusters/[cluster]/metrics/heatmap/route';
import * as clustersClusterMetrics from '@/app/api/v1/clusters/[cluster]/metrics/route';
import * as clustersClusterMonitoring from '@/app/api/v1/clusters/[cluster]/monitoring/route';
import * as clustersClusterOverview from '@/app/api/v1/clusters/[cluster]/overview/route';
import * as clustersClusterPerformanceChecks from '@/app/api/v1/clusters/[cluster]/performance/checks/route';
import * as clustersClusterPerformancePlan from '@/app/api/v1/clusters/[cluster]/performance/plan/route';
import * as clustersClusterRevisions from '@/app/api/v1/clusters/[cluster]/revisions/route';
import * as clustersClusterSearchesSearchMatches from '@/app/api/v1/clusters/[cluster]/searches/[search]/matches/route';
import * as clustersClusterSearchesSearchResume from '@/app/api/v1/clusters/[cluster]/searches/[search]/resume/route';
import * as clustersClusterSearchesSearch from '@/app/api/v1/clusters/[cluster]/searches/[search]/route';
import * as clustersClusterSearches from '@/app/api/v1/clusters/[cluster]/searches/route';
import * as clustersClusterSettings from '@/app/api/v1/clusters/[cluster]/settings/route';
import * as clustersClusterSpaceEncryption from '@/app/api/v1/clusters/[cluster]/space/encryption/route';
import * as clustersClusterSpaceEstimate from '@/app/api/v1/clusters/[cluster]/space/estimate/route';
import * as clustersClusterSpace from '@/app/api/v1/clusters/[cluster]/space/route';
import * as clustersClusterSpaceScansScan from '@/app/api/v1/clusters/[cluster]/space/scans/[scan]/route';
import * as clustersClusterSpaceScans from '@/app/api/v1/clusters/[cluster]/space/scans/route';
import * as clustersClusterUndoOperation from '@/app/api/v1/clusters/[cluster]/undo/[operation]/route';
import * as clustersClusterUndo from '@/app/api/v1/clusters/[cluster]/undo/route';
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
import * as metrics from '@/app/metrics/route';
import * as readyz from '@/app/readyz/route';
import type { RouteDescription, RouteHandler } from './route-declaration';

/** Every route module. A test finds a `route.ts` that is missing here or not declared. */
const modules = (): Record<string, RouteHandler>[] => [
  accountsUsernamePassword,
  accountsUsername,
  accountsUsernameSessions,
  accounts,
  audit,
  clustersClusterAlertsDeliveriesReceiverTest,
  clustersClusterAlertsDeliveries,
  clustersClusterAlertsHistory,
  clustersClusterAlerts,
  clustersClusterAlertsRulesRule,
  clustersClusterAlertsSilencesSilence,
  clustersClusterAlertsSilences,
  clustersClusterBackupsBackupFile,
  clustersClusterBackupsBackup,
  clustersClusterBackups,
  clustersClusterBulkOutcomesOperation,
  clustersClusterDeletionsPreview,
  clustersClusterDeletions,
  clustersClusterExport,
  clustersClusterImportsUploadApply,
  clustersClusterImportsUploadPlan,
  clustersClusterImportsUpload,
  clustersClusterImportsUploadRowsLine,
  clustersClusterImportsUploadRows,
  clustersClusterImports,
  clustersClusterKeyCopy,
  clustersClusterKeyForms,
  clustersClusterKeyLifetime,
  clustersClusterChangesRates,
  clustersClusterChanges,
  clustersClusterKeyRaw,
  clustersClusterKeyRename,
  clustersClusterKeyReveal,
  clustersClusterKey,
  clustersClusterKeysStream,
  clustersClusterKeys,
  clustersClusterComparisonsComparisonPlan,
  clustersClusterComparisonsComparisonRestore,
  clustersClusterComparisonsComparison,
  clustersClusterComparisonsComparisonRows,
  clustersClusterComparisons,
  clustersClusterKeyHistory,
  clustersClusterKeyRestore,
  clustersClusterRevisions,
  clustersClusterAdvisor,
  clustersClusterAdvisorSlow,
  clustersClusterMetrics,
  clustersClusterMetricsHeatmap,
  clustersClusterMonitoring,
  clustersClusterOverview,
  clustersClusterPerformanceChecks,
  clustersClusterPerformancePlan,
  clustersClusterSearchesSearchMatches,
  clustersClusterSearchesSearchResume,
  clustersClusterSearchesSearch,
  clustersClusterSearches,
  clustersClusterSettings,
  clustersClusterSpaceEncryption,
  clustersClusterSpaceEstimate,
  clustersClusterSpace,
  clustersClusterSpaceScansScan,
  clustersClusterSpaceScans,
  clustersClusterUndoOperation,
  clustersClusterUndo,
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
  metrics,
  readyz,
];

/** The declarations of every route, in the order of their files. */
export const routeDeclarations = (): RouteDescription[] =>
  modules().flatMap((module) => Object.values(module).map(({ declaration }) => declaration));
