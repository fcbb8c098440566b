import type { RuleAlert } from './alert-rule';

/** What is silenced until when; null stands for every rule or every member. */
export type ActiveSilence = { id: string; rule: string | null; memberId: string | null };

/** The first silence that keeps an alert of a rule from being told, or undefined. */
export const silenceOf = <Kept extends ActiveSilence>(
  silences: readonly Kept[],
  rule: string,
  { memberId }: Pick<RuleAlert, 'memberId'>,
): Kept | undefined =>
  silences.find(
    (silence) =>
      (silence.rule === null || silence.rule === rule) &&
      (silence.memberId === null || silence.memberId === memberId),
  );
