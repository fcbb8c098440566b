import { describe, expect, it } from 'vitest';
import * as oneKey from '@/app/api/v1/clusters/[cluster]/key/route';
import { toBase64Url } from '@/lib/domain/bytes';
import { changeOf } from './change-of';

describe('what the audit log says of a request', () => {
  it('is bounded, however long a name the request brings', () => {
    const body = { key: toBase64Url(new Uint8Array(1_000_000).fill(0xff)), modRevision: '1' };
    const input = { params: { cluster: 'test' }, query: undefined, body };
    const { resource } = changeOf(
      { ...oneKey.DELETE.declaration, auditResource: () => body.key },
      input,
    );
    expect(resource?.length).toBeLessThan(5_000);
  });
});
