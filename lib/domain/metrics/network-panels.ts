import type { PanelDeclaration } from './panel-declaration';
import { distribution, expressionOf, parts, single } from './panel-lines';

/** What goes on between the members. A member without peers exposes none of it. */
export const networkPanels: readonly PanelDeclaration[] = [
  {
    id: 'peer-round-trip',
    group: 'network',
    // A peer is probed about twice a minute.
    minimumWindowSeconds: 300,
    absence: 'not-yet',
    ...distribution({ metric: 'etcd_network_peer_round_trip_time_seconds' }),
  },
  {
    id: 'peer-received',
    group: 'network',
    unit: 'bytesPerSecond',
    absence: 'not-yet',
    ...single(expressionOf('rate', 'etcd_network_peer_received_bytes_total')),
  },
  {
    id: 'peer-sent',
    group: 'network',
    unit: 'bytesPerSecond',
    absence: 'not-yet',
    ...single(expressionOf('rate', 'etcd_network_peer_sent_bytes_total')),
  },
  {
    id: 'peer-failures',
    group: 'network',
    unit: 'perSecond',
    absence: 'not-yet',
    ...parts('rate', {
      sent: 'etcd_network_peer_sent_failures_total',
      received: 'etcd_network_peer_received_failures_total',
    }),
  },
  {
    id: 'active-peers',
    group: 'network',
    unit: 'count',
    absence: 'not-yet',
    ...single(expressionOf('gauge', 'etcd_network_active_peers')),
  },
];
