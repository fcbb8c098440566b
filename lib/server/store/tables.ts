import 'server-only';
import type { AccountsTable, ServerKeysTable, SessionsTable, TokensTable } from './tables/accounts';
import type { AuditTable } from './tables/audit';
import type { OperationsTable } from './tables/operations';
import type {
  MarksTable,
  SampleLayoutsTable,
  SamplesTable,
  ScrapeTargetsTable,
} from './tables/samples';

/** Every table of the store; one file per area in `tables/`. */
export type Tables = {
  accounts: AccountsTable;
  sessions: SessionsTable;
  tokens: TokensTable;
  server_keys: ServerKeysTable;
  audit: AuditTable;
  operations: OperationsTable;
  samples: SamplesTable;
  sample_layouts: SampleLayoutsTable;
  scrape_targets: ScrapeTargetsTable;
  marks: MarksTable;
};
