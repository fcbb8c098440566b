import { describe, expect, it } from 'vitest';
import { managedFieldsSpan } from './managed-fields';

const yaml = `apiVersion: v1
kind: Pod
metadata:
  labels:
    app: a
  managedFields:
  - manager: kubelet
    fieldsV1:
      f:status: {}
  - manager: other
  name: a
spec: {}
`;

describe('managedFieldsSpan', () => {
  it('covers the list and nothing after it', () => {
    const span = managedFieldsSpan(yaml);
    const text = yaml.slice(span?.from, span?.to);
    expect(text.startsWith('\n  - manager: kubelet')).toBe(true);
    expect(text.endsWith('  - manager: other')).toBe(true);
  });

  it('finds none elsewhere', () => {
    expect(managedFieldsSpan('spec:\n  managedFields:\n  - a\n')).toBeUndefined();
    expect(managedFieldsSpan('metadata:\n  name: a\n')).toBeUndefined();
  });
});
