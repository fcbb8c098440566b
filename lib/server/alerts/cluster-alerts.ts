import 'server-only';
import { advanceAlerts } from '@/lib/domain/alerts/advance-alerts';
import { type AlertRule, type RuleAlert, thresholdsOf } from '@/lib/domain/alerts/alert-rule';
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
import type { AlertSource, Evaluation, Situation, SourceFailure } from './alert-source';
import { recordStep, type StepContext } from './record-step';

/** As Prometheus: what was pending before a longer outage begins anew (--rules.alert.for-outage-tolerance). */
const outageToleranceMilliseconds = 3_600_000;

const minuteOf = (time: number): number => Math.floor(time / 60_000);

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
  /** What is measured of each member or of the cluster, where no chart shows it. */
  measured: readonly RuleAlert[];
};

/** Why something else than the cluster's own source evaluates, of how many rules, since when. */
export type StandInNow = { since: number; rules: number; failure: SourceFailure };

type EvaluatedRule = {
  rule: AlertRule;
  evaluation: Evaluation;
  forMilliseconds: number;
  measured: readonly RuleAlert[];
};

/**
 * Whether an evaluation says nothing of an alert, so that it stays as it was: because it cannot be
 * told, or because what stands in for the cluster's source knows nothing of its member.
 */
const isHeld =
  ({ notEvaluated, standIn }: Evaluation) =>
  ({ memberId }: StoredAlert): boolean =>
    notEvaluated === 'source-failed' ||
    notEvaluated === 'not-known' ||
    (standIn !== undefined &&
      (notEvaluated !== null || (memberId !== null && !standIn.members.has(memberId))));

/** Which alerts of a rule stay as they were, and what becomes of the others. */
const stepOf = (
  { rule: { apart = [] }, evaluation, forMilliseconds }: EvaluatedRule,
  live: readonly StoredAlert[],
  at: number,
) => {
  const holds = isHeld(evaluation);
  const before = live.filter((alert) => !holds(alert));
  const step = advanceAlerts(before, evaluation.alerts, { at, forMilliseconds, apart });
  return { held: live.filter(holds), before, step };
};

/** A round that has not begun, and for which time it will be. */
type WaitingRound = { at: number; ended: Promise<void> };

/** The alerts of one cluster: evaluates its rules when told to, one round at a time. */
export class ClusterAlerts {
  readonly #options: ClusterAlertsOptions;
  #standings = new Map<string, RuleStanding>();
  #evaluatedAt: number | undefined;
  #standIn: StandInNow | undefined;
  #memberNames: ReadonlyMap<string, string> = new Map();
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

  /** What evaluated in the place of the source last time; undefined where nothing had to. */
  get standIn(): StandInNow | undefined {
    return this.#standIn;
  }

  /** The members of the last evaluation by their ids; of one without a name, its id. */
  get memberNames(): ReadonlyMap<string, string> {
    return this.#memberNames;
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
      this.#standings.set(rule.id, { rule, live: ofRule, notEvaluated: 'not-known', measured: [] });
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
    const names = new Map(
      situation.members.map(({ memberId, memberName }) => [memberId, memberName || memberId]),
    );
    this.#memberNames = names;
    const known = {
      cluster,
      at,
      silences,
      memberNameOf: (id: string) => names.get(id) ?? id,
      // Values change with every round; once a minute they are written.
      withValues: minuteOf(at) !== minuteOf(this.#evaluatedAt ?? 0),
    };
    const evaluated = await Promise.all(
      alertRules.map((rule) => this.#evaluateRule(rule, situation, edited.get(rule.id))),
    );
    const { standings, changed } = await store
      .transaction()
      .execute((transaction) => this.#record(evaluated, { ...known, store: transaction }));
    this.#standings = standings;
    this.#noteStandIn(evaluated, at);
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
  ): Promise<EvaluatedRule> {
    const thresholds = thresholdsOf(rule, edited?.thresholds);
    const context = { ...situation, thresholds };
    const evaluation =
      edited?.enabled === false
        ? { alerts: [], notEvaluated: null }
        : await this.#options.source.evaluate(rule, context);
    const forMilliseconds = (edited?.forSeconds ?? rule.forSeconds) * 1000;
    return { rule, evaluation, forMilliseconds, measured: rule.measure?.(context) ?? [] };
  }

  #noteStandIn(evaluated: readonly EvaluatedRule[], at: number): void {
    const standIns = evaluated.flatMap(({ evaluation: { standIn } }) => standIn ?? []);
    const [first] = standIns;
    this.#standIn = first && {
      since: this.#standIn?.since ?? at,
      rules: standIns.length,
      failure: first.failure,
    };
  }

  /** What is held neither goes on nor ends; whether an alert is told depends on all others. */
  async #record(
    evaluated: readonly EvaluatedRule[],
    known: Omit<StepContext, 'rule' | 'receivers' | 'firing'>,
  ): Promise<{ standings: Map<string, RuleStanding>; changed: boolean }> {
    const steps = evaluated.map((one) => ({
      ...one,
      ...stepOf(one, this.#standings.get(one.rule.id)?.live ?? [], known.at),
    }));
    const firing = steps.flatMap(({ rule, held, step }) =>
      [...held, ...step.going]
        .filter(({ firedAt }) => firedAt !== null)
        .map((alert) => ({ ...alert, rule: rule.id })),
    );
    const standings = new Map<string, RuleStanding>();
    let changed = false;
    for (const { rule, evaluation, measured, before, held, step } of steps) {
      const context = { ...known, rule, firing, receivers: this.#options.receiversOf(rule) };
      const recorded = await recordStep(context, before, step);
      const live = [...held, ...recorded.live];
      standings.set(rule.id, { rule, live, notEvaluated: evaluation.notEvaluated, measured });
      changed ||= recorded.changed;
    }
    return { standings, changed };
  }
}
