import 'server-only';
import type { NameRoute } from '../telemetry/measure-request';
import type { DeclaredMethods } from './declared-methods';

/** Times and sizes the front enforces, in milliseconds and bytes. */
export type FrontLimits = {
  headerBytes: number;
  bodyBytes: number;
  headersMilliseconds: number;
  /** Without a byte of a body for so long, the request is given up. */
  bodyIdleMilliseconds: number;
  keepAliveMilliseconds: number;
  connections: number;
};

/**
 * The largest body is a 1.5 MiB value in base64 with its key. 65 s of keep-alive outlast the
 * usual 60 s of a load balancer, so it never reuses a connection that we are closing.
 */
export const defaultLimits: FrontLimits = {
  headerBytes: 16_384,
  bodyBytes: 2_500_000,
  headersMilliseconds: 10_000,
  bodyIdleMilliseconds: 30_000,
  keepAliveMilliseconds: 65_000,
  connections: 12_000,
};

/** How the front is set up. */
export type FrontSettings = {
  /** Unix domain socket of the application behind the front. */
  upstreamSocket: string;
  /** The paths and methods of the API: nothing else below `/api` gets through. */
  apiMethods: DeclaredMethods;
  /** Names paths by their templates, for the metrics. */
  nameRoute: NameRoute;
  /** Configured public prefix; empty at the root. */
  basePath: string;
  /** Whether `X-Forwarded-Prefix`, `-Proto`, `-Host` and `-For` of the peer are believed. */
  trustForwarded: boolean;
  /** Origins that may frame the pages, beside our own. */
  frameAncestors: readonly string[];
  limits: FrontLimits;
};
