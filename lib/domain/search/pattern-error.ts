import { AppError } from '../errors';

/** The error of a pattern that cannot be used: where (counted from 0) and why, in English. */
export const patternError = (index: number, reason: string): AppError =>
  new AppError('invalid_pattern', {
    detail: `The pattern cannot be used: ${reason} (character ${index + 1}).`,
    parameters: { position: index + 1, reason },
  });
