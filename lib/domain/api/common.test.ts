import { expect, test } from 'vitest';
import { decimalSchema, lineSchema } from './common';

test.each(['0', '1', '9223372036854775807'])('%s is a number of etcd', (text) => {
  expect(decimalSchema.parse(text)).toBe(text);
});

// One more than the greatest would reach etcd as a negative number.
test.each(['', '-1', '01', '1e3', '1.5', ' 1', '9223372036854775808', '10000000000000000000'])(
  '%j is none',
  (text) => {
    expect(decimalSchema.safeParse(text).success).toBe(false);
  },
);

test.each(['a ticket', '为什么', 'e\u0301 \u{1f469}\u200d\u{1f4bb}', '<b>'])(
  '%j is a line',
  (text) => {
    expect(lineSchema.parse(text)).toBe(text);
  },
);

test.each(['a\nb', 'a\u001b[31m', 'a\u202eb', 'a\u2066b', 'a\u2028b', 'a\u0000', 'a\u0085b'])(
  '%j could pose as another line',
  (text) => {
    expect(lineSchema.safeParse(text).success).toBe(false);
  },
);
