/**
 * Every error a user can meet, with the HTTP status it travels under (RFC 9457 problems).
 * The code is the contract: texts are translated by code, and errors are recognised by code,
 * never by `instanceof`, because Next evaluates a module more than once in one process.
 */
export const errorStatus = {
  invalid_input: 400,
  revision_in_future: 400,
  invalid_yaml: 400,
  invalid_pattern: 400,
  unauthenticated: 401,
  forbidden: 403,
  csrf_refused: 403,
  read_only: 403,
  kubernetes_read_only: 403,
  encrypted_value: 403,
  etcd_permission_denied: 403,
  not_found: 404,
  unknown_cluster: 404,
  method_not_allowed: 405,
  conflict: 409,
  performance_refused: 409,
  too_many_silences: 409,
  threshold_refused: 400,
  key_changed: 409,
  key_exists: 409,
  key_gone: 409,
  revision_compacted: 410,
  too_large: 413,
  value_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  cancelled: 499,
  internal: 500,
  etcd_auth_failed: 502,
  endpoint_not_allowed: 502,
  tls_unknown_authority: 502,
  tls_name_mismatch: 502,
  tls_certificate_expired: 502,
  tls_certificate_not_yet_valid: 502,
  tls_client_certificate_refused: 502,
  tls_plain_text_port: 502,
  tls_failed: 502,
  prometheus_unreachable: 502,
  prometheus_tls_failed: 502,
  prometheus_refused: 502,
  prometheus_failed: 502,
  prometheus_no_samples: 502,
  snapshot_corrupt: 502,
  stale_member: 503,
  etcd_refused: 502,
  member_unreachable: 503,
  cluster_unreachable: 503,
  no_leader: 503,
  too_many_watches: 503,
  shutting_down: 503,
  deadline_exceeded: 504,
  outcome_unknown: 504,
  disk_full: 507,
} as const;

/** One of the closed set of error codes. */
export type ErrorCode = keyof typeof errorStatus;

/** Values a translated error text may name, such as a member or a file. */
export type ErrorParameters = Record<string, string | number>;

/** What an error carries beside its code. */
export type AppErrorOptions = {
  /** One English sentence for the user: what happened and what to do. Never holds a secret. */
  detail: string;
  /** Values for the translated text. */
  parameters?: ErrorParameters;
  /** What really happened; logged, never sent. */
  cause?: unknown;
};

/** The only error type services throw on purpose. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly parameters: ErrorParameters;

  constructor(code: ErrorCode, { detail, parameters = {}, cause }: AppErrorOptions) {
    super(`${code}: ${detail}`, { cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
    this.parameters = parameters;
  }
}

/** Whether a thrown value is an AppError, of this or another copy of the module. */
export const isAppError = (value: unknown): value is AppError =>
  value instanceof Error &&
  value.name === 'AppError' &&
  'code' in value &&
  typeof value.code === 'string' &&
  value.code in errorStatus;

/** The body of every failed API answer: RFC 9457 with our code, parameters and request id. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  parameters: ErrorParameters;
  requestId: string;
};
