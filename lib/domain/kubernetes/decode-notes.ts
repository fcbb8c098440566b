/** What the reader of a decoded object must know: a code to translate, and its values. */
export type DecodeNote = { code: DecodeNoteCode; parameters: Record<string, string> };

/**
 * - `unknown_field`: `path`, `number`, `wireType`, `size` and `value` (base64, at most 256 bytes)
 * - `unknown_kind`: `apiVersion`, `kind`, `size`: the object's fields cannot be named
 * - `malformed`: `path`, `reason`: what follows there could not be read; what came before is shown
 * - `embedded_not_json`: `path`: shown as base64
 * - `encoded_content`: `contentEncoding`, `contentType`: an envelope this reader does not open
 * - `cbor`: the value is CBOR, which is recognised and not decoded
 * - `too_deep`: `path`; `too_large`: the rest is left out; the bytes remain to be seen as hex
 * - `more_notes`: `count` notes beyond the first hundred
 */
export type DecodeNoteCode =
  | 'unknown_field'
  | 'unknown_kind'
  | 'malformed'
  | 'embedded_not_json'
  | 'encoded_content'
  | 'cbor'
  | 'too_deep'
  | 'too_large'
  | 'more_notes';

const mostNotes = 100;

/** Gathers notes, bounded, so that a hostile value cannot make a large answer. */
export class DecodeNotes {
  readonly #notes: DecodeNote[] = [];
  #beyond = 0;

  add(code: DecodeNoteCode, parameters: Record<string, string> = {}): void {
    if (this.#notes.length < mostNotes) {
      this.#notes.push({ code, parameters });
    } else {
      this.#beyond += 1;
    }
  }

  list(): DecodeNote[] {
    return this.#beyond === 0
      ? this.#notes
      : [...this.#notes, { code: 'more_notes', parameters: { count: String(this.#beyond) } }];
  }
}
