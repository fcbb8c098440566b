import 'server-only';
import type { ChannelOptions } from '@grpc/grpc-js';

const mebibyte = 1024 * 1024;

/**
 * How every gRPC channel to etcd behaves. Keepalive stays at 10 s, twice the shortest interval
 * etcd accepts by default; the window of 8 MiB is what lets a snapshot run at disk speed.
 */
export const channelOptions = (serverName: string | undefined): ChannelOptions => ({
  'grpc.max_receive_message_length': 64 * mebibyte,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 3_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 500,
  'grpc.max_reconnect_backoff_ms': 5_000,
  'grpc.enable_http_proxy': 0,
  'grpc.enable_retries': 0,
  'grpc.service_config_disable_resolution': 1,
  'grpc-node.flow_control_window': 8 * mebibyte,
  ...(serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName }),
});
