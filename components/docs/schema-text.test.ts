import { describe, expect, it } from 'vitest';
import { schemaText } from './schema-text';

describe('schemaText', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ $ref: '#/components/schemas/Overview' }, 'Overview'],
    [{ enum: ['a', 'b'] }, '"a" | "b"'],
    [{ const: 1 }, '1'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, '("a" | "b")[]'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{ [name]: number }'],
    [{}, 'unknown'],
  ])('%o reads %s', (schema, text) => {
    expect(schemaText(schema)).toBe(text);
  });

  it('lays objects out with optional marks and descriptions', () => {
    const text = schemaText({
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', description: 'Hex.' },
        inner: { type: 'object', properties: { size: { type: 'integer' } } },
      },
    });
    expect(text).toBe('{\n  id: string  // Hex.\n  inner?: {\n    size?: integer\n  }\n}');
  });

  it('ends in schemas that hold themselves', () => {
    const schema: { type: string; items?: object } = { type: 'array' };
    schema.items = { type: 'object', properties: { again: schema } };
    expect(schemaText(schema)).toContain('…');
  });
});
