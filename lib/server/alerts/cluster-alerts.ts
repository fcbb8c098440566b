import 'server-only';
import { advanceAlerts } from '@/lib/domain/alerts/advance-alerts';
import { type AlertRule, thresholdsOf } from '@/lib/domain/alerts/alert-rule';
import { alertRules } from '@/lib/domain/alerts/rules';
import type { Rule } from '@/lib/domain/api/alerts';
import { type EditedRule, readActiveSilences, readEditedRules } from '../store/alert-settings';
import {
  deleteAlert,
  noteEvaluation,
  pruneAlerts,
  readEvaluatedAt,
  readLiveAlerts,
  type StoredAlert,
} from '../store/alerts';
import type { Store } from '../store/store';
import type { AlertSource, Evaluation, Situation } from './alert-source';
import { type RecordedStep, recordStep, type StepContext } from './record-step';

/** As Prometheus: what was pending before a longer outage begins anew (--rules.alert.for-outage-tolerance). */
const outageToleranceMilliseconds = 3_600_000;

/** What the alerts of a cluster work with. */
export type ClusterAlertsOptions = {
  store: Store;
  cluster: string;
  source: AlertSource;
  /** Names of all receivers there are. */
  receivers: readonly string[];
  /** Names of those that hear of a rule of this cluster. */
  receiversOf: (rule: AlertRule) => readonly string[];
  /** Told after each evaluation that changed something, or the value of an alert. */
  onChange: () => void;
  /** Told when there is something to deliver. */
  onMessage: () => void;
};

/** How a rule stood at the last evaluation. */
export type RuleStanding = {
  rule: AlertRule;
  live: readonly StoredAlert[];
  notEvaluated: Rule['notEvaluated'];
};

/** A round that has not begun, and for which time it will be. */
type WaitingRound = { at: number; ended: Promise<void> };

/** The alerts of one cluster: evaluates its rules when told to, one round at a time. */
export class ClusterAlerts {
  readonly #options: ClusterAlertsOptions;
  #standings = new Map<string, RuleStanding>();
  #evaluatedAt: number | undefined;
  #notedAt = 0;
  #isLoaded = false;
  #lastRound: Promise<void> = Promise.resolve();
  #waiting: WaitingRound | undefined;

  constructor(options: ClusterAlertsOptions) {
    this.#options = options;
  }

  /** Where the rules are evaluated. */
  get source(): AlertSource {
    return this.#options.source;
  }

  /** When the last evaluation was, milliseconds since 1970; undefined before the first one. */
  get evaluatedAt(): number | undefined {
    return this.#evaluatedAt;
  }

  /**
   * Evaluates every rule as of a time; rejects where the store cannot be written. One round runs
   * and one waits at most: whoever asks while one waits shares it, as of the newest time asked for.
   */
  evaluate(at: number): Promise<void> {
    if (this.#waiting !== undefined) {
      this.#waiting.at = at;
      return this.#waiting.ended;
    }
    const begin = (): Promise<void> => {
      this.#waiting = undefined;
      return this.#round(waiting.at);
    };
    const waiting: WaitingRound = { at, ended: this.#lastRound.then(begin) };
    this.#waiting = waiting;
    this.#lastRound = waiting.ended.catch(() => undefined);
    return waiting.ended;
  }

  /** How the rules stand; what ran before this process until the first evaluation. */
  async standings(): Promise<ReadonlyMap<string, RuleStanding>> {
    await this.#load(Date.now());
    return this.#standings;
  }

  /** Takes up what was stored before this process started, once. */
  async #load(at: number): Promise<void> {
    if (this.#isLoaded) {
      return;
    }
    const { store, cluster, receivers } = this.#options;
    const last = await readEvaluatedAt(store, cluster);
    const live = await readLiveAlerts(store, cluster);
    const isTooOld = last === undefined || at - last > outageToleranceMilliseconds;
    const forgotten = live.filter(({ firedAt }) => firedAt === null && isTooOld);
    for (const { id } of forgotten) {
      await deleteAlert(store, id);
    }
    if (this.#isLoaded) {
      return;
    }
    const taken = live
      .filter((alert) => !forgotten.includes(alert))
      // Of a receiver that is gone nothing is sent any more.
      .map((alert) => ({ ...alert, told: alert.told.filter((name) => receivers.includes(name)) }));
    for (const rule of alertRules) {
      const ofRule = taken.filter((alert) => alert.rule === rule.id);
      this.#standings.set(rule.id, { rule, live: ofRule, notEvaluated: 'not-known' });
    }
    this.#isLoaded = true;
  }

  async #round(at: number): Promise<void> {
    const { store, cluster, source, onChange, onMessage } = this.#options;
    await this.#load(at);
    const [situation, edited, silences] = await Promise.all([
      source.gather(at),
      readEditedRules(store, cluster),
      readActiveSilences(store, cluster, at),
    ]);
    const names = new Map(situation.members.map((one) => [one.memberId, one.memberName]));
    const known = { cluster, at, silences, memberNameOf: (id: string) => names.get(id) || id };
    const evaluated = await Promise.all(
      alertRules.map((rule) => this.#evaluateRule(rule, situation, edited.get(rule.id))),
    );
    const { standings, changed } = await store
      .transaction()
      .execute((transaction) => this.#record(evaluated, edited, { ...known, store: transaction }));
    this.#standings = standings;
    this.#evaluatedAt = at;
    this.#notedAt = await noteEvaluation(store, cluster, { at, noted: this.#notedAt });
    const isLive = [...standings.values()].some(({ live }) => live.length > 0);
    if (changed) {
      await pruneAlerts(store, cluster, at);
      onMessage();
    }
    if (changed || isLive) {
      onChange();
    }
  }

  async #evaluateRule(
    rule: AlertRule,
    situation: Situation,
    edited: EditedRule | undefined,
  ): Promise<{ rule: AlertRule; evaluation: Evaluation }> {
    const thresholds = thresholdsOf(rule, edited?.thresholds);
    const evaluation =
      edited?.enabled === false
        ? { alerts: [], notEvaluated: null }
        : await this.#options.source.evaluate(rule, { ...situation, thresholds });
    return { rule, evaluation };
  }

  async #record(
    evaluated: readonly { rule: AlertRule; evaluation: Evaluation }[],
    edited: ReadonlyMap<string, EditedRule>,
    known: Omit<StepContext, 'rule' | 'receivers'>,
  ): Promise<{ standings: Map<string, RuleStanding>; changed: boolean }> {
    const standings = new Map<string, RuleStanding>();
    let changed = false;
    for (const { rule, evaluation } of evaluated) {
      const before = this.#standings.get(rule.id)?.live ?? [];
      const { alerts, notEvaluated } = evaluation;
      const forSeconds = edited.get(rule.id)?.forSeconds ?? rule.forSeconds;
      const step = await this.#step(rule, before, { ...known, alerts, notEvaluated, forSeconds });
      standings.set(rule.id, { rule, live: step.live, notEvaluated });
      changed ||= step.changed;
    }
    return { standings, changed };
  }

  /** What cannot be told says nothing: what was going on neither goes on nor ends. */
  async #step(
    rule: AlertRule,
    before: readonly StoredAlert[],
    {
      alerts,
      notEvaluated,
      forSeconds,
      ...known
    }: Evaluation & { forSeconds: number } & Omit<StepContext, 'rule' | 'receivers'>,
  ): Promise<RecordedStep> {
    if (notEvaluated === 'source-failed' || notEvaluated === 'not-known') {
      return { live: [...before], changed: false };
    }
    const forMilliseconds = forSeconds * 1000;
    const step = advanceAlerts(before, alerts, { at: known.at, forMilliseconds });
    const receivers = this.#options.receiversOf(rule);
    return recordStep({ ...known, rule, receivers }, before, step);
  }
}
