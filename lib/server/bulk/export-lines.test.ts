import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredKey } from '../etcd/key-source';
import {
  formatExportEnd,
  formatExportHeader,
  formatExportKey,
  parseExportLine,
} from './export-lines';

const numbers = { createRevision: '1', modRevision: '2', version: '1' };
const storedOf = (key: Uint8Array, value: Uint8Array, lease = '0'): StoredKey => ({
  ...numbers,
  key,
  value,
  lease,
});

describe('a line of an export', () => {
  it('keeps every byte of key and value', () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 256 }), (name, value) => {
        const line = formatExportKey(storedOf(name, value, '7'), false);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        const parsed = parseExportLine(line);
        expect(parsed).toEqual({ type: 'key', key: name, value, hadLease: true });
      }),
    );
  });

  it('of a masked key has no value and no size', () => {
    const line = formatExportKey(storedOf(Uint8Array.of(97), Uint8Array.of(1, 2, 3)), true);
    expect(JSON.parse(line)).toEqual({
      ...numbers,
      key: 'YQ',
      readable: 'a',
      lease: '0',
      masked: true,
    });
    expect(parseExportLine(line)).toEqual({ type: 'masked', key: Uint8Array.of(97) });
  });

  it('says at the end whether the file is whole', () => {
    const end = { keys: 2, masked: 1, revision: '9', partial: undefined };
    expect(JSON.parse(formatExportEnd(end))).toEqual({
      end: true,
      keys: 2,
      masked: 1,
      revision: '9',
    });
    expect(parseExportLine(formatExportEnd(end))).toEqual({ type: 'end', isWhole: true });
    const partial = formatExportEnd({ ...end, partial: 'revision_compacted' });
    expect(JSON.parse(partial)).toMatchObject({ end: false, partial: 'revision_compacted' });
    expect(parseExportLine(partial)).toEqual({ type: 'end', isWhole: false });
    expect(parseExportLine(formatExportHeader('c', '9'))).toEqual({ type: 'header' });
  });

  it.each([
    ['{', 'not_json'],
    ['[]', 'not_a_key'],
    ['{"key":""}', 'not_a_key'],
    ['{"key":"YQ"}', 'not_a_key'],
    ['{"key":"YQ","value":1}', 'not_a_key'],
    ['{"key":"YQ==","value":""}', 'not_base64url'],
    ['{"key":"YQ","value":"a+"}', 'not_base64url'],
    ['{"key":"YR","value":""}', 'not_base64url'],
    ['{"__proto__":{"key":"YQ","value":""}}', 'not_a_key'],
  ])('that is broken is told: %s', (text, reason) => {
    expect(parseExportLine(text)).toEqual({ type: 'broken', reason });
  });
});
