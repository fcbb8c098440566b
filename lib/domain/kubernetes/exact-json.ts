import type { JsonValue } from './json-value';

const largeInteger = /\d{16}/;
const stringOrInteger = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE])/g;
const smallestInt64 = -(2n ** 63n);
const largestInt64 = 2n ** 63n - 1n;

const isExactBigInt = (digits: string): boolean => {
  const integer = BigInt(digits);
  const isInt64 = integer >= smallestInt64 && integer <= largestInt64;
  return isInt64 && !Number.isSafeInteger(Number(digits));
};

/**
 * Parses JSON as Go does: integers of up to 64 bits keep every digit, as bigints where a double
 * would round them. Throws a SyntaxError on malformed text.
 */
export const parseExactJson = (text: string): JsonValue => {
  if (!largeInteger.test(text)) {
    return JSON.parse(text);
  }
  // Large integers pass through JSON.parse as strings under a mark the text cannot foresee.
  const mark = `${Math.random()}:`;
  const marked = text.replace(stringOrInteger, (token) =>
    token.startsWith('"') || !isExactBigInt(token) ? token : JSON.stringify(mark + token),
  );
  return JSON.parse(marked, (_key, value: JsonValue) =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
};

const writeJson = (value: JsonValue, indent: string, unit: string): string => {
  if (typeof value === 'bigint') {
    return value.toString();
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  const inner = indent + unit;
  const separator = unit === '' ? ',' : `,\n${inner}`;
  const colon = unit === '' ? ':' : ': ';
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => writeJson(item, inner, unit))
    : Object.entries(value).map(
        ([key, item]) => JSON.stringify(key) + colon + writeJson(item, inner, unit),
      );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0 || unit === '') {
    return open + parts.join(separator) + close;
  }
  return `${open}\n${inner}${parts.join(separator)}\n${indent}${close}`;
};

/** JSON text with bigints as plain digits, indented by a number of spaces; 0 for one line. */
export const formatExactJson = (value: JsonValue, spaces = 0): string =>
  writeJson(value, '', ' '.repeat(spaces));
