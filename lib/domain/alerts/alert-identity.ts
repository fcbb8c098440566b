import type { RuleAlert } from './alert-rule';

/**
 * What tells the alerts of a rule apart, whatever the order of the labels and whatever a source
 * adds to them; every label counts where it is not said which do.
 */
export const alertIdentity = (
  { memberId, labels }: Pick<RuleAlert, 'memberId' | 'labels'>,
  apart?: readonly string[],
): string =>
  JSON.stringify([
    memberId,
    Object.entries(labels)
      .filter(([name]) => apart === undefined || apart.includes(name))
      .toSorted(([left], [right]) => left.localeCompare(right)),
  ]);
