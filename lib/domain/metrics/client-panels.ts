import type { LabelMatcher, LineExpression, PanelDeclaration } from './panel-declaration';
import { distribution, expressionOf, parts, single } from './panel-lines';

const started = 'grpc_server_started_total';
const handled = 'grpc_server_handled_total';

const unary: LabelMatcher = { label: 'grpc_type', operator: '=', value: 'unary' };

/** The codes etcd's mixin counts as failures: those that are not the client's own doing. */
const failure: LabelMatcher = {
  label: 'grpc_code',
  operator: '=~',
  value:
    'Unknown|FailedPrecondition|ResourceExhausted|Internal|Unavailable|DataLoss|DeadlineExceeded',
};

/** Every end that is no success, be it the client's own doing, as that of a watch it closes. */
const anyError: LabelMatcher = { label: 'grpc_code', operator: '!=', value: 'OK' };

/** Streams of a service that are open: those that were begun and have not ended. */
const openStreams = (service: string): LineExpression => {
  const matchers: LabelMatcher[] = [
    { label: 'grpc_service', operator: '=', value: service },
    { label: 'grpc_type', operator: '=', value: 'bidi_stream' },
  ];
  return {
    kind: 'difference',
    left: expressionOf('gauge', started, matchers),
    right: expressionOf('gauge', handled, matchers),
  };
};

/** What clients ask of the members. */
export const clientPanels: readonly PanelDeclaration[] = [
  {
    id: 'client-received',
    group: 'clients',
    unit: 'bytesPerSecond',
    ...single(expressionOf('rate', 'etcd_network_client_grpc_received_bytes_total')),
  },
  {
    id: 'client-sent',
    group: 'clients',
    unit: 'bytesPerSecond',
    ...single(expressionOf('rate', 'etcd_network_client_grpc_sent_bytes_total')),
  },
  {
    id: 'messages',
    group: 'clients',
    unit: 'perSecond',
    ...parts('rate', {
      received: 'grpc_server_msg_received_total',
      sent: 'grpc_server_msg_sent_total',
    }),
  },
  {
    id: 'rpc-rate',
    group: 'clients',
    unit: 'perSecond',
    shape: 'lines',
    lines: [{ part: '', by: ['grpc_method'], expression: expressionOf('rate', started, [unary]) }],
  },
  {
    id: 'rpc-failures',
    group: 'clients',
    unit: 'perSecond',
    shape: 'lines',
    lines: [
      {
        part: '',
        by: ['grpc_method', 'grpc_code'],
        expression: expressionOf('rate', handled, [anyError]),
      },
    ],
  },
  {
    id: 'rpc-failed-share',
    group: 'clients',
    unit: 'ratio',
    // That of the rules which ask for this share.
    minimumWindowSeconds: 300,
    shape: 'lines',
    lines: [
      {
        part: '',
        by: ['grpc_method'],
        expression: {
          kind: 'ratio',
          left: expressionOf('rate', handled, [failure]),
          right: expressionOf('rate', handled),
        },
      },
    ],
  },
  {
    id: 'watch-streams',
    group: 'clients',
    unit: 'count',
    ...single(openStreams('etcdserverpb.Watch')),
  },
  {
    id: 'lease-streams',
    group: 'clients',
    unit: 'count',
    ...single(openStreams('etcdserverpb.Lease')),
  },
  {
    id: 'request-latency',
    group: 'clients',
    // The first is there since 3.7, the second with --metrics=extensive.
    absence: 'extensive',
    ...distribution(
      { metric: 'etcd_server_request_duration_seconds' },
      { metric: 'grpc_server_handling_seconds', matchers: [unary] },
    ),
  },
];
