import type { PanelDeclaration } from './panel-declaration';
import { expressionOf, parts, single } from './panel-lines';

/** What the members' processes use. */
export const processPanels: readonly PanelDeclaration[] = [
  {
    id: 'memory',
    group: 'process',
    unit: 'bytes',
    ...single(expressionOf('gauge', 'process_resident_memory_bytes')),
  },
  {
    id: 'cpu',
    group: 'process',
    // Of one core: two cores in full use are 200 %.
    unit: 'ratio',
    ...single(expressionOf('rate', 'process_cpu_seconds_total')),
  },
  {
    id: 'file-descriptors',
    group: 'process',
    unit: 'count',
    ...parts('gauge', { open: 'process_open_fds', limit: 'process_max_fds' }),
  },
  {
    id: 'goroutines',
    group: 'process',
    unit: 'count',
    ...single(expressionOf('gauge', 'go_goroutines')),
  },
  {
    id: 'uptime',
    group: 'process',
    unit: 'time',
    ...single(expressionOf('age', 'process_start_time_seconds')),
  },
];
