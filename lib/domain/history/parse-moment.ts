/** What a person means by a moment of the history. */
export type Moment = { kind: 'revision'; revision: bigint } | { kind: 'time'; time: number };

const clockPattern = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const revisionPattern = /^(?:rev(?:ision)?\s*)?(\d{1,3}(?:[,.' _\u2009\u202f]\d{3})+|\d{1,19})$/i;

const dayMilliseconds = 86_400_000;

const localTime = (year: number, month: number, day: number, clock: readonly string[]): number => {
  const [hours = '0', minutes = '0', seconds = '0'] = clock;
  return new Date(year, month, day, Number(hours), Number(minutes), Number(seconds)).getTime();
};

const isClock = (clock: readonly string[]): boolean =>
  clock.every((part, index) => Number(part) < (index === 0 ? 24 : 60));

/**
 * Reads a typed moment in local time: `12:04`, `12:04:30` (the last such time before now),
 * `2026-11-22 12:04:30`, or a revision, with digit groups or not. Undefined for anything else.
 */
export const parseMoment = (text: string, now: Date): Moment | undefined => {
  const typed = text.trim();
  const clock = clockPattern.exec(typed)?.slice(1).filter(Boolean);
  if (clock !== undefined && isClock(clock)) {
    const today = localTime(now.getFullYear(), now.getMonth(), now.getDate(), clock);
    return { kind: 'time', time: today > now.getTime() ? today - dayMilliseconds : today };
  }
  const date = datePattern.exec(typed)?.slice(1).filter(Boolean);
  if (date !== undefined && isClock(date.slice(3))) {
    const [year, month, day] = date;
    const time = localTime(Number(year), Number(month) - 1, Number(day), date.slice(3));
    return { kind: 'time', time };
  }
  const digits = revisionPattern.exec(typed)?.[1]?.replace(/\D/g, '');
  return digits === undefined ? undefined : { kind: 'revision', revision: BigInt(digits) };
};

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A time as `parseMoment` reads it, rounded up to the second: `12:04:30`, with its date if not today. */
export const writeMoment = (time: number, now: Date): string => {
  const date = new Date(Math.ceil(time / 1_000) * 1_000);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
  const day = [date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return date.toDateString() === now.toDateString()
    ? clock
    : `${date.getFullYear()}-${day} ${clock}`;
};
