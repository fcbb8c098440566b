import { expressionNames } from './exposed-names';
import type { PanelDeclaration } from './panel-declaration';
import type { SampleLayout, SampleRow } from './sample-row';

/** What a scrape itself tells, by the name Prometheus gives it: 1 where the member answered. */
export const answersMetric = 'up';

const memberLabel = 'member';

const ofOneMember: SampleLayout = [{ name: answersMetric, labels: {} }];

/** Whether a panel shows how scrapes went, and not what the members' pages say. */
export const isOfRounds = ({ lines }: Pick<PanelDeclaration, 'lines'>): boolean =>
  lines.some(({ expression }) => expressionNames(expression).includes(answersMetric));

/** The series of a round of scrapes of members, by hex id. */
export const roundLayout = (memberIds: readonly string[]): SampleLayout =>
  memberIds.map((memberId) => ({ name: answersMetric, labels: { [memberLabel]: memberId } }));

/** What the rounds tell of one member: rows as if its pages had said it. */
export const memberRounds = (rounds: readonly SampleRow[], memberId: string): SampleRow[] =>
  rounds.flatMap(({ layout, values, ...round }) => {
    const index = layout.findIndex(({ labels }) => labels[memberLabel] === memberId);
    const answered = values[index];
    return answered === undefined
      ? []
      : { ...round, layout: ofOneMember, values: Float64Array.of(answered) };
  });
