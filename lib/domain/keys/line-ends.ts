/** How the lines of a text end: none or LF, all CRLF, or several ways. */
export type LineEnds = 'lf' | 'crlf' | 'mixed';

/** How the lines of a text end. A text field of a browser only knows LF. */
export const lineEndsOf = (text: string): LineEnds => {
  if (!text.includes('\r')) {
    return 'lf';
  }
  return /\r(?!\n)|(?<!\r)\n/.test(text) ? 'mixed' : 'crlf';
};

/** A text as a text field holds it. */
export const toFieldText = (text: string): string => text.replaceAll('\r\n', '\n');

/** The text of a text field with the line ends it had. */
export const fromFieldText = (text: string, ends: LineEnds): string =>
  ends === 'crlf' ? text.replaceAll('\n', '\r\n') : text;
