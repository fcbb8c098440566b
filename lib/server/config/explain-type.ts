import 'server-only';
import type { z } from 'zod';

const expectations: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be a boolean; write true or false',
  array: 'must be a list',
  object: 'must be a mapping of settings',
  record: 'must be a mapping',
};

/** What a value of the wrong type should be, in words; zod's own words for everything else. */
export const explainType: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'invalid_type') {
    return undefined;
  }
  return issue.input === undefined ? 'is missing' : expectations[issue.expected];
};
