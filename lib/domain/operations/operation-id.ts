const idPattern = /^\d{8}t\d{9}z-[0-9a-f]{8}$/;

/** An id of an operation: its start in UTC and eight random hex digits, so ids sort by time. */
export const operationId = (startedAt: Date, randomHex: string): string =>
  `${startedAt.toISOString().replace(/[-:.]/g, '').toLowerCase()}-${randomHex}`;

/** Whether a text can be the id of an operation. */
export const isOperationId = (text: string): boolean => idPattern.test(text);
