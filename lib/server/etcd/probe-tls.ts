import 'server-only';
import { connect, type TLSSocket } from 'node:tls';
import { endpointHost, endpointPort } from '../config/normalise-endpoint';
import type { TlsIdentity } from './tls-identity';

/** What a TLS handshake with an endpoint showed. */
export type TlsProbe = {
  /** DER bytes of the server's certificate; undefined where the handshake did not get that far. */
  serverCertificate: Uint8Array | undefined;
  /** Node's code for why the server's certificate is not accepted. */
  untrusted: string | undefined;
  /** Node's or OpenSSL's code for why the conversation ended; undefined where it was accepted. */
  failure: string | undefined;
  /** Whether the server accepted our side of the handshake, as far as it showed. */
  wasSecured: boolean;
};

/** An HTTP/2 preface and empty SETTINGS, which a gRPC server answers with its own SETTINGS. */
const greeting = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]),
]);

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

const openSocket = (endpoint: string, identity: TlsIdentity | undefined): TLSSocket => {
  const host = endpointHost(endpoint);
  return connect({
    host,
    port: endpointPort(endpoint),
    servername: identity?.serverName ?? (/^[\d.]+$|:/.test(host) ? '' : host),
    // The verdict is read from the socket instead: a bad certificate is what we want to see.
    rejectUnauthorized: false,
    ALPNProtocols: ['h2'],
    ca: identity?.ca,
    cert: identity?.certificate,
    key: identity?.key,
  });
};

/**
 * Shakes hands with an endpoint and says a gRPC hello, sending no data and no credentials beside
 * the client certificate. With TLS 1.3 a server refuses a client certificate only after the
 * handshake, so the first bytes after it are awaited. Never rejects.
 */
export const probeTls = (
  endpoint: string,
  identity: TlsIdentity | undefined,
  timeoutMilliseconds: number,
): Promise<TlsProbe> =>
  new Promise((resolve) => {
    const socket = openSocket(endpoint, identity);
    const probe: TlsProbe = {
      serverCertificate: undefined,
      untrusted: undefined,
      failure: undefined,
      wasSecured: false,
    };
    const finish = (failure?: string) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.destroy();
      resolve({ ...probe, failure });
    };
    const timer = setTimeout(() => finish('ETIMEDOUT'), timeoutMilliseconds);
    socket.once('secureConnect', () => {
      probe.wasSecured = true;
      probe.serverCertificate = socket.getPeerCertificate().raw;
      const reason: unknown = socket.authorizationError;
      probe.untrusted =
        reason instanceof Error ? codeOf(reason) : reason ? String(reason) : undefined;
      socket.write(greeting);
    });
    socket.once('data', () => finish());
    socket.once('error', (error) => finish(codeOf(error)));
    socket.once('close', () => finish('ECONNRESET'));
  });
