import type { Severity, Threshold } from '../api/alerts';
import type { PanelId } from '../metrics/panel-declaration';
import type { SampleRow } from '../metrics/sample-row';

/** A number of a rule that may be edited, with what upstream or we recommend, and its bounds. */
export type ThresholdDeclaration = Omit<Threshold, 'value'>;

/** The numbers a rule is evaluated with, by name. */
export type Thresholds = Readonly<Record<string, number>>;

/** What one member showed: its rows of the last hours, ascending in time. */
export type RuleMember = {
  memberId: string;
  memberName: string;
  /** Whether its last scrape went well: `up` in Prometheus. */
  up: boolean;
  rows: readonly SampleRow[];
};

/** A certificate with how long it is valid; `memberId` is null for our own client certificate. */
export type KnownCertificate = { memberId: string | null; daysLeft: number };

/** How far a member's clock is from ours at least, in seconds; positive where it is ahead. */
export type ClockSkew = { memberId: string; seconds: number };

/** Which version a member runs: `3.5.17`. */
export type KnownVersion = { memberId: string; version: string };

/** What is known of a cluster beside its metrics; undefined where it is not known. */
export type RuleFacts = {
  certificates: readonly KnownCertificate[] | undefined;
  /** Milliseconds since 1970, null where there is no backup at all. */
  lastBackup: number | null | undefined;
  clockSkews: readonly ClockSkew[] | undefined;
  versions?: readonly KnownVersion[] | undefined;
  /** Whether not even the members are known, because none answers. */
  unreachable: boolean;
};

/** What a rule is evaluated over. */
export type RuleContext = {
  /** Milliseconds since 1970. */
  at: number;
  members: readonly RuleMember[];
  facts: RuleFacts;
  thresholds: Thresholds;
};

/** Something a rule's condition holds for; `memberId` is null where it is the cluster. */
export type RuleAlert = {
  memberId: string | null;
  /** What else tells it apart, such as the peer or the method. */
  labels: Readonly<Record<string, string>>;
  /** What the expression gave; null where there is no number. */
  value: number | null;
};

/** What an alert says about itself where it is delivered, in English. */
export type AlertWords = {
  /** What it means, in a sentence. */
  summary: string;
  /** What to do first, in a sentence. */
  action: string;
};

/** A rule as data: what is wrong when, in PromQL and computed here. */
export type AlertRule = {
  /** Kebab-case. */
  id: string;
  alertName: string;
  /** Whether it is of etcd's own mixin (contrib/mixin/alerts). */
  origin: 'mixin' | 'etcdscope';
  severity: Severity;
  forSeconds: number;
  thresholds: readonly ThresholdDeclaration[];
  /** The unit of an alert's value, where it is not that of the first threshold. */
  valueUnit?: Threshold['unit'];
  /** How far back the condition looks, in seconds, where that is more than an hour. */
  windowSeconds?: number;
  /** The labels that tell alerts of a member apart; those of Prometheus may have more of them. */
  apart?: readonly string[];
  /** Rules about the same fact that are worse: where one of them fires, this one is not told too. */
  higherSteps?: readonly string[];
  panel: PanelId | null;
  /** The series it reads: where no member has one of them, it cannot be told. */
  metrics: readonly string[];
  /** The facts it needs beside metrics. */
  fact?: Exclude<keyof RuleFacts, 'unreachable' | 'versions'>;
  /**
   * The condition in PromQL. `matchers` stand inside the braces of every selector, `job="etcd"`.
   * `memberLabel` tells members apart. Undefined where no metric of etcd's tells it.
   */
  promql: ((thresholds: Thresholds, matchers: string, memberLabel?: string) => string) | undefined;
  /** The condition in words like PromQL's, where there is no metric of it. */
  condition?: (thresholds: Thresholds) => string;
  /** What the facts of the present are, whether the condition holds or not; where no chart has them. */
  measure?: (context: RuleContext) => RuleAlert[];
  /** What the condition holds for; pure. */
  evaluate: (context: RuleContext) => RuleAlert[];
  words: AlertWords;
};

/** The numbers of a rule: what was edited, else its defaults. */
export const thresholdsOf = (
  { thresholds }: Pick<AlertRule, 'thresholds'>,
  edited: Thresholds = {},
): Thresholds =>
  Object.fromEntries(thresholds.map(({ name, default: normal }) => [name, edited[name] ?? normal]));
