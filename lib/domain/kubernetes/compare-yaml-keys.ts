const isLetter = (character: string): boolean => /\p{L}/u.test(character);
const isDigit = (character: string): boolean => /\p{Nd}/u.test(character);

const digitsFrom = (characters: string[], start: number): string => {
  let end = start;
  while (isDigit(characters[end] ?? '')) {
    end += 1;
  }
  return characters.slice(start, end).join('');
};

/** Whether the digits before a position, back to the first other character, hold a non-zero. */
const followsNonZero = (characters: string[], position: number): boolean =>
  /[1-9]\d*$/.test(characters.slice(0, position).join(''));

const compareNumbers = (left: string[], right: string[], position: number): number => {
  const leftDigits = digitsFrom(left, position);
  const rightDigits = digitsFrom(right, position);
  const hasZero = left[position] === '0' || right[position] === '0';
  const lead = hasZero && followsNonZero(left, position) ? '1' : '';
  const difference = Number(lead + leftDigits) - Number(lead + rightDigits);
  if (difference !== 0) {
    return difference;
  }
  const byLength = leftDigits.length - rightDigits.length;
  return byLength !== 0 ? byLength : compareCodePoints(left[position], right[position]);
};

const compareCodePoints = (left = '', right = ''): number =>
  (left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0);

/**
 * The order in which Go's YAML library, and so kubectl, prints the keys of a map: letters by code
 * point, other characters before letters, numbers by value (`node-2` before `node-10`).
 */
export const compareYamlKeys = (leftKey: string, rightKey: string): number => {
  const left = [...leftKey];
  const right = [...rightKey];
  const shared = Math.min(left.length, right.length);
  for (let position = 0; position < shared; position += 1) {
    const first = left[position] ?? '';
    const second = right[position] ?? '';
    if (first === second) {
      continue;
    }
    const letters = [isLetter(first), isLetter(second)];
    if (letters[0] && letters[1]) {
      return compareCodePoints(first, second);
    }
    if (letters[0] || letters[1]) {
      return letters[1] ? -1 : 1;
    }
    return compareNumbers(left, right, position);
  }
  return left.length - right.length;
};
