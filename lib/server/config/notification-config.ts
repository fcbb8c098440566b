import 'server-only';
import type { Severity } from '@/lib/domain/api/alerts';
import type { Language } from '@/lib/domain/messages';
import type { SecretSource } from './prometheus-config';

/** What all receivers have in common. */
type Receiver = {
  /** Unique among receivers. */
  name: string;
  /** Names of the clusters it hears of; undefined: all. */
  clusters: readonly string[] | undefined;
  /** It hears of alerts that are at least so bad. */
  minimumSeverity: Severity;
};

/** A user and password for HTTP or SMTP. */
export type ReceiverCredentials = { username: string; password: SecretSource };

/** An Alertmanager, told again and again while an alert fires. */
export type AlertmanagerConfig = Receiver & {
  kind: 'alertmanager';
  /** Base URL without a trailing slash. */
  url: string;
  /** Absolute path of the CA of its certificate; undefined: those of the system. */
  ca: string | undefined;
  basic: ReceiverCredentials | undefined;
  bearer: SecretSource | undefined;
  resendSeconds: number;
};

/** An address that takes JSON. */
export type WebhookConfig = Receiver & {
  kind: 'webhook';
  url: string;
  ca: string | undefined;
  /** Signs each message, where given. */
  secret: SecretSource | undefined;
};

/** A mail server and who is to get mail. */
export type EmailConfig = Receiver & {
  kind: 'email';
  host: string;
  port: number;
  /** TLS from the start, TLS by STARTTLS (never without it), or none at all. */
  security: 'tls' | 'starttls' | 'none';
  ca: string | undefined;
  authentication: ReceiverCredentials | undefined;
  /** What its mails are written in. */
  language: Language;
  from: string;
  to: readonly string[];
};

/** Where alerts are sent. */
export type ReceiverConfig = AlertmanagerConfig | WebhookConfig | EmailConfig;
