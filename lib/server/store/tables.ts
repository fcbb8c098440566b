import 'server-only';
import type { AccountsTable, ServerKeysTable, SessionsTable, TokensTable } from './tables/accounts';
import type {
  AlertEvaluationsTable,
  AlertOutboxTable,
  AlertReceiversTable,
  AlertRulesTable,
  AlertSilencesTable,
  AlertsTable,
} from './tables/alerts';
import type { AuditTable } from './tables/audit';
import type { BulkOutcomesTable } from './tables/bulk';
import type { ClusterSettingsTable } from './tables/cluster-settings';
import type { ComparisonRowsTable, ComparisonsTable } from './tables/comparisons';
import type { OperationsTable } from './tables/operations';
import type { PerformanceChecksTable } from './tables/performance-checks';
import type { RevisionTimesTable } from './tables/revision-times';
import type {
  MarksTable,
  SampleLayoutsTable,
  SampleStorageTable,
  SamplesTable,
  ScrapeTargetsTable,
} from './tables/samples';
import type { SearchesTable, SearchMatchesTable } from './tables/searches';
import type { SpaceScansTable } from './tables/space-scans';

/** Every table of the store; one file per area in `tables/`. */
export type Tables = {
  accounts: AccountsTable;
  sessions: SessionsTable;
  tokens: TokensTable;
  server_keys: ServerKeysTable;
  audit: AuditTable;
  operations: OperationsTable;
  performance_checks: PerformanceChecksTable;
  comparisons: ComparisonsTable;
  comparison_rows: ComparisonRowsTable;
  revision_times: RevisionTimesTable;
  space_scans: SpaceScansTable;
  cluster_settings: ClusterSettingsTable;
  bulk_outcomes: BulkOutcomesTable;
  searches: SearchesTable;
  search_matches: SearchMatchesTable;
  samples: SamplesTable;
  sample_layouts: SampleLayoutsTable;
  sample_storage: SampleStorageTable;
  scrape_targets: ScrapeTargetsTable;
  marks: MarksTable;
  alerts: AlertsTable;
  alert_evaluations: AlertEvaluationsTable;
  alert_rules: AlertRulesTable;
  alert_silences: AlertSilencesTable;
  alert_outbox: AlertOutboxTable;
  alert_receivers: AlertReceiversTable;
};
