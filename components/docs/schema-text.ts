import type { Schema } from './open-api';

const maximumDepth = 8;

const nameOf = (reference: string): string => reference.split('/').at(-1) ?? reference;

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(' | ');

const objectText = (schema: Schema, depth: number): string => {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) {
    const { additionalProperties } = schema;
    const value =
      typeof additionalProperties === 'object'
        ? schemaText(additionalProperties, depth)
        : 'unknown';
    return `{ [name]: ${value} }`;
  }
  const indent = '  '.repeat(depth + 1);
  const lines = properties.map(([name, property]) => {
    const mark = schema.required?.includes(name) ? '' : '?';
    const comment = property.description === undefined ? '' : `  // ${property.description}`;
    return `${indent}${name}${mark}: ${schemaText(property, depth + 1)}${comment}`;
  });
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
};

const typeText = (schema: Schema, type: string, depth: number): string => {
  if (type === 'array') {
    const item = schema.items === undefined ? 'unknown' : schemaText(schema.items, depth);
    return item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
  }
  return type === 'object' ? objectText(schema, depth) : type;
};

/** A JSON Schema as a person reads a type: `{ name: string  // what it is … }`. */
export const schemaText = (schema: Schema, depth = 0): string => {
  if (depth > maximumDepth) {
    return '…';
  }
  if (schema.$ref !== undefined) {
    return nameOf(schema.$ref);
  }
  if (schema.const !== undefined) {
    return JSON.stringify(schema.const);
  }
  if (schema.enum !== undefined) {
    return unique(schema.enum.map((value) => JSON.stringify(value)));
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) {
    return unique(choices.map((choice) => schemaText(choice, depth)));
  }
  if (schema.allOf !== undefined) {
    return schema.allOf.map((part) => schemaText(part, depth)).join(' & ');
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  return types.length === 0
    ? 'unknown'
    : unique(types.map((type) => typeText(schema, type, depth)));
};
