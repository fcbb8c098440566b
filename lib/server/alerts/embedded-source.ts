import 'server-only';
import type { RuleFacts } from '@/lib/domain/alerts/alert-rule';
import { notEvaluated } from '@/lib/domain/alerts/not-evaluated';
import type { Store } from '../store/store';
import type { AlertSource } from './alert-source';
import { SampleWindows } from './sample-windows';

/** What the embedded source reads from. */
export type EmbeddedOptions = {
  store: Store;
  cluster: string;
  intervalMilliseconds: number;
  readFacts: () => Promise<RuleFacts>;
};

/** Evaluates rules over the samples we collect ourselves. */
export const embeddedSource = ({ readFacts, ...options }: EmbeddedOptions): AlertSource => {
  const windows = new SampleWindows(options);
  return {
    kind: 'embedded',
    matchers: 'job="etcd"',
    gather: async (at) => {
      const [members, facts] = await Promise.all([windows.read(at), readFacts()]);
      return { at, members, facts };
    },
    evaluate: async (rule, context) => {
      const reason = notEvaluated(rule, context);
      return { alerts: reason === null ? rule.evaluate(context) : [], notEvaluated: reason };
    },
  };
};
