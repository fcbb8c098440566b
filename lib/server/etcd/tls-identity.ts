import 'server-only';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';
import type { Certificate } from '@/lib/domain/api/overview';
import { AppError, isAppError } from '@/lib/domain/errors';
import type { TlsFiles } from '../config/cluster-config';
import { readCertificate } from './certificate';

/** The bytes of one state of the TLS files. */
export type TlsIdentity = {
  /** Grows with every change of the files. */
  version: number;
  ca: Buffer;
  /** Whether `ca` are the system's, because none is configured. */
  trustsSystem: boolean;
  certificate: Buffer | undefined;
  key: Buffer | undefined;
  serverName: string | undefined;
  clientCertificate: Certificate | undefined;
};

/** Gives the TLS identity the files hold now. */
export type TlsIdentitySource = {
  /** Undefined for plain http. Throws AppError `tls_failed` where the files were never usable. */
  current: () => TlsIdentity | undefined;
};

const checkEveryMilliseconds = 2_000;

/** Undefined also where the folder may not be entered: reading the file then says why. */
const statFile = (file: string): Stats | undefined => {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
};

/** Size, time and inode: a replaced, rewritten or re-linked file differs in one of them. */
const fingerprint = (file: string | undefined): string => {
  const found = file === undefined ? undefined : statFile(file);
  return found === undefined ? '' : `${found.ino}:${found.size}:${found.mtimeMs}`;
};

const unusable = (detail: string, endpoint: string, cause?: unknown): AppError =>
  new AppError('tls_failed', { detail, parameters: { endpoint }, cause });

const readTlsFile = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    const detail = `The TLS file ${file} cannot be read (${code}); correct its path or its permissions.`;
    throw unusable(detail, file, cause);
  }
};

const pemCertificate = /-----BEGIN ((?:X509 |TRUSTED )?CERTIFICATE)-----[^-]+-----END \1-----/;

/** OpenSSL passes over a CA file without a certificate, and then trusts nobody. */
const checkAuthority = (file: string | undefined, bytes: Buffer): void => {
  if (file !== undefined && !pemCertificate.test(bytes.toString('latin1'))) {
    throw unusable(`The CA file ${file} holds no PEM certificate; replace it.`, file);
  }
};

/** Throws the AppError of a pair that does not match, and OpenSSL's own for what is no PEM. */
const checkPair = (files: TlsFiles, certificate?: Buffer, key?: Buffer): void => {
  if (certificate === undefined || key === undefined) {
    return;
  }
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    const detail = `The key ${files.key} does not belong to the certificate ${files.certificate}; name the key it was issued with.`;
    throw unusable(detail, `${files.certificate}, ${files.key}`);
  }
};

const readIdentity = (files: TlsFiles, version: number): TlsIdentity => {
  const ca =
    files.ca === undefined ? Buffer.from(rootCertificates.join('\n')) : readTlsFile(files.ca);
  const certificate = files.certificate === undefined ? undefined : readTlsFile(files.certificate);
  const key = files.key === undefined ? undefined : readTlsFile(files.key);
  checkAuthority(files.ca, ca);
  try {
    checkPair(files, certificate, key);
    createSecureContext({ ca, cert: certificate, key });
    const clientCertificate = certificate && readCertificate(certificate);
    const { serverName } = files;
    const trustsSystem = files.ca === undefined;
    return { version, ca, trustsSystem, certificate, key, serverName, clientCertificate };
  } catch (cause) {
    if (isAppError(cause)) {
      throw cause;
    }
    const named = [files.ca, files.certificate, files.key].filter(Boolean).join(', ');
    const detail = `The TLS files ${named} do not fit together or are not PEM; replace them.`;
    throw unusable(detail, named, cause);
  }
};

/**
 * Reads the TLS files again when they change, looking at most every two seconds. Files caught
 * half-written keep the identity before, so a rotation never cuts a working connection.
 */
export const createTlsIdentitySource = (files: TlsFiles | undefined): TlsIdentitySource => {
  if (files === undefined) {
    return { current: () => undefined };
  }
  let identity: TlsIdentity | undefined;
  let seen = '';
  let checkedAt = Number.NEGATIVE_INFINITY;
  const refresh = () => {
    const now = [files.ca, files.certificate, files.key].map(fingerprint).join(' ');
    if (now === seen && identity !== undefined) {
      return;
    }
    try {
      identity = readIdentity(files, (identity?.version ?? 0) + 1);
      seen = now;
    } catch (error) {
      if (identity === undefined || !isAppError(error)) {
        throw error;
      }
    }
  };
  return {
    current: () => {
      if (performance.now() - checkedAt >= checkEveryMilliseconds || identity === undefined) {
        refresh();
        checkedAt = performance.now();
      }
      return identity;
    },
  };
};
