import 'server-only';
import { fromBase64Url } from '@/lib/domain/bytes';

/** What a topic `keys:<cluster>:<prefix as base64url>` is about; undefined where it is malformed. */
export const parseKeyTopicName = (
  name: string,
): { cluster: string; prefix: string; bytes: Uint8Array } | undefined => {
  const colon = name.indexOf(':');
  const prefix = name.slice(colon + 1);
  const bytes = fromBase64Url(prefix);
  return colon < 0 || bytes === undefined
    ? undefined
    : { cluster: name.slice(0, colon), prefix, bytes };
};
