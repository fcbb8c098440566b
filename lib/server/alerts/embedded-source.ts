import 'server-only';
import type { AlertRule, RuleContext, RuleFacts } from '@/lib/domain/alerts/alert-rule';
import { notEvaluated } from '@/lib/domain/alerts/not-evaluated';
import { jobOf } from '../monitoring/job-of';
import type { Store } from '../store/store';
import type { AlertSource, Evaluation } from './alert-source';
import { SampleWindows } from './sample-windows';

/** What the embedded source reads from. */
export type EmbeddedOptions = {
  store: Store;
  cluster: string;
  intervalMilliseconds: number;
  readFacts: () => Promise<RuleFacts>;
};

/** Evaluates a rule over what is known here. */
export const evaluateHere = (rule: AlertRule, context: RuleContext): Evaluation => {
  const reason = notEvaluated(rule, context);
  return { alerts: reason === null ? rule.evaluate(context) : [], notEvaluated: reason };
};

/** Evaluates rules over the samples we collect ourselves. */
export const embeddedSource = ({ readFacts, ...options }: EmbeddedOptions): AlertSource => {
  const windows = new SampleWindows(options);
  return {
    kind: 'embedded',
    matchers: `job="${jobOf(options.cluster)}"`,
    gather: async (at) => {
      const [members, facts] = await Promise.all([windows.read(at), readFacts()]);
      return { at, members, facts };
    },
    evaluate: async (rule, context) => evaluateHere(rule, context),
  };
};
