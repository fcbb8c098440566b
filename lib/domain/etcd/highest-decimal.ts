/** The largest of decimal texts of any size; null where none is given. */
export const highestDecimal = (numbers: readonly (string | null | undefined)[]): string | null => {
  let highest: bigint | null = null;
  for (const number of numbers) {
    const value = number ? BigInt(number) : null;
    if (value !== null && (highest === null || value > highest)) {
      highest = value;
    }
  }
  return highest === null ? null : String(highest);
};
