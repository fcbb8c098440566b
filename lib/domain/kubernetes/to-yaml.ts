import { Document, isScalar, type Pair, Scalar, visit } from 'yaml';
import { compareYamlKeys } from './compare-yaml-keys';
import type { JsonValue } from './json-value';

// YAML 1.1 reads these as numbers, dates or base 60; go-yaml 2 quotes them, with double quotes.
const readsAsOther = [
  /^(?:y|n|yes|no|on|off|true|false|null|~)$/i,
  /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-f_]+|\d[\d_]*)$/i,
  /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.[\d_]+)(?:e[-+]?\d+)?$/i,
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?$/,
  /^[-+]?\.(?:inf|nan)$/i,
  /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/,
  /^(?:<<|=)$/,
];

const scalarStyle = (text: string): Scalar.Type | undefined => {
  if (text === '' || readsAsOther.some((pattern) => pattern.test(text))) {
    return Scalar.QUOTE_DOUBLE;
  }
  // A block cannot hold these: control characters, and lines that end or begin in white space.
  const isBlock = text.includes('\n') && !/[^\P{C}\n\t]|\u2028|\u2029|\ufeff/u.test(text);
  if (isBlock && !/[ \t](?:\n|$)|^\s/.test(text)) {
    return Scalar.BLOCK_LITERAL;
  }
  return text.includes('\n') || /[^\P{C}\t]|\u2028|\u2029/u.test(text)
    ? Scalar.QUOTE_DOUBLE
    : undefined;
};

const keyText = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

/**
 * The YAML `kubectl get -o yaml` prints for an object: keys in go-yaml's order, lists not indented,
 * strings quoted where YAML 1.1 would read something else, several lines as a block. Long lines are
 * not folded, so that a value can be searched and copied whole.
 */
export const toYaml = (value: JsonValue): string => {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    sortMapEntries: (left, right) => compareYamlKeys(keyText(left), keyText(right)),
  });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string') {
        node.type = scalarStyle(node.value);
      }
    },
  });
  return document.toString({
    directives: false,
    indentSeq: false,
    lineWidth: 0,
    singleQuote: true,
    nullStr: 'null',
  });
};
