import { expect, it } from 'vitest';
import { utf8Bytes } from '../bytes';
import { encodeKubernetesObject } from '../kubernetes/encode-value';
import { kubernetesRegistry } from '../kubernetes/registry';
import { messageSize } from './message-size';

const objectWith = (data: string): Uint8Array =>
  encodeKubernetesObject(
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { data } },
    kubernetesRegistry(),
  );

it('grows with the object alone', () => {
  const small = objectWith('');
  const large = objectWith('x'.repeat(100_000));
  const [before = 0, after = 0] = [messageSize(small), messageSize(large)];
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(small.length);
  // The text itself, and two more bytes for each of the three lengths around it.
  expect(after - before).toBe(100_000 + 2 + 2);
});

it.each(['', 'text', 'k8s\0', 'k8s\0\x0a\xff\xff\xff\xff\xff\xff'])('%j has none', (text) => {
  expect(messageSize(utf8Bytes(text))).toBeUndefined();
});
