import 'server-only';
import { Metadata } from '@grpc/grpc-js';

/** The metadata of a call: the token of the signed-in user, where there is one. */
export const tokenMetadata = (token: string | undefined): Metadata => {
  const metadata = new Metadata();
  if (token !== undefined) {
    metadata.set('token', token);
  }
  return metadata;
};
