import type { Series } from '../api/metrics';

/** A line of a member for a test: its values one after the other, the last one the newest. */
export const series = (memberId: string, part: string, ...values: (number | null)[]): Series => {
  const last = values.at(-1) ?? null;
  return {
    memberId,
    memberName: memberId,
    part,
    points: values.map((value, index) => [index, value]),
    latest: last === null ? null : { value: last, lower: last, upper: last },
  };
};
