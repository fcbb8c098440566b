const bytesPerLine = 16;

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

const asciiOf = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';

/** Bytes as `hexdump -C` prints them: offset, sixteen bytes in two groups, printable ASCII. */
export const hexDump = (bytes: Uint8Array): string => {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += bytesPerLine) {
    const line = [...bytes.subarray(offset, offset + bytesPerLine)];
    const left = line.slice(0, 8).map(hexOf).join(' ');
    const right = line.slice(8).map(hexOf).join(' ');
    const hex = `${left.padEnd(23)}  ${right.padEnd(23)}`;
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex}  |${line.map(asciiOf).join('')}|`);
  }
  return lines.join('\n');
};
