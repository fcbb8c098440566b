import { concatBytes, utf8Bytes } from '@/lib/domain/bytes';
import type { DemoObject } from './demo-object';

const note = utf8Bytes('a value under an unusual key\n');
const text = (key: string, value = 'a value under an unusual key\n'): DemoObject => ({
  key: utf8Bytes(key),
  value: utf8Bytes(value),
});

/** Every byte once: no text of any encoding. */
const allBytes = Uint8Array.from({ length: 256 }, (_, index) => index);

/** Keys that are no Kubernetes names: binary, empty segments, spaces, Chinese, very long. */
export function* unusualKeys(): Iterable<DemoObject> {
  yield text('compact_rev_key', '12345');
  yield text('/registry/health', '{"health":"true"}');
  yield { key: new Uint8Array([0]), value: note };
  yield { key: new Uint8Array([0xff]), value: allBytes };
  yield { key: concatBytes(utf8Bytes('/unusual/binary/'), allBytes.subarray(0, 16)), value: note };
  yield { key: concatBytes(utf8Bytes('/unusual/nul\0inside/'), new Uint8Array([0])), value: note };
  yield {
    key: concatBytes(utf8Bytes('/unusual/not-utf8/'), new Uint8Array([0xc3, 0x28, 0xff])),
    value: note,
  };
  yield text('/unusual//empty//segments');
  yield text('//starts-with-two');
  yield text('/unusual/with spaces/and more spaces');
  yield text('/unusual/配置/数据库地址', 'postgres://数据库.例子:5432\n');
  yield text('/unusual/emoji/🧭');
  yield text('/unusual/dots/../not-a-parent');
  yield text('/unusual/percent/%2Fencoded%00');
  yield text('/unusual/markup/<script>alert(1)</script>');
  yield text('/unusual/right-to-left/\u202Egnp.exe');
  yield text(`/unusual/long/${'very-long-name-'.repeat(60)}end`);
  // A key that is also a folder: a value at the name itself and children below it.
  yield text('/unusual/both');
  yield text('/unusual/both/child');
  yield text('/unusual/empty-value', '');
  yield text('/unusual/settings.yaml', 'retries: 3\nhosts:\n  - a.example\n  - b.example\n');
  yield text('/unusual/settings.json', '{"retries":3,"large":9007199254740993}');
  yield {
    key: utf8Bytes('/unusual/encrypted'),
    value: concatBytes(utf8Bytes('k8s:enc:aescbc:v1:key1:'), allBytes),
  };
}
