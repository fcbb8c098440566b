/** A part of a text, in UTF-16 units. */
export type TextSpan = { from: number; to: number };

/**
 * Where the value of `metadata.managedFields` stands in the YAML of a Kubernetes object: from the
 * end of the line that names it to the end of its last line. Undefined where there is none.
 */
export const managedFieldsSpan = (yaml: string): TextSpan | undefined => {
  const head = /^metadata:\n(?: .*\n)*? {2}managedFields:(?=\n)/m.exec(yaml);
  if (head === null) {
    return undefined;
  }
  const from = head.index + head[0].length;
  const body = /^(?:\n {2}[ -].*)+/.exec(yaml.slice(from));
  return body === null ? undefined : { from, to: from + body[0].length };
};
