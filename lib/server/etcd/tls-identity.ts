import 'server-only';
import { readFileSync, statSync } from 'node:fs';
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

/** Size, time and inode: a replaced, rewritten or re-linked file differs in one of them. */
const fingerprint = (file: string | undefined): string => {
  const found = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino}:${found.size}:${found.mtimeMs}`;
};

const readTlsFile = (file: string): Buffer => {
  try {
    return readFileSync(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new AppError('tls_failed', {
      detail: `The TLS file ${file} cannot be read (${code}); correct its path or its permissions.`,
      parameters: { endpoint: file },
      cause,
    });
  }
};

const readIdentity = (files: TlsFiles, version: number): TlsIdentity => {
  const ca =
    files.ca === undefined ? Buffer.from(rootCertificates.join('\n')) : readTlsFile(files.ca);
  const certificate = files.certificate === undefined ? undefined : readTlsFile(files.certificate);
  const key = files.key === undefined ? undefined : readTlsFile(files.key);
  try {
    createSecureContext({ ca, cert: certificate, key });
    const clientCertificate = certificate && readCertificate(certificate);
    return { version, ca, certificate, key, serverName: files.serverName, clientCertificate };
  } catch (cause) {
    const named = [files.ca, files.certificate, files.key].filter(Boolean).join(', ');
    throw new AppError('tls_failed', {
      detail: `The TLS files ${named} do not fit together or are not PEM; replace them.`,
      parameters: { endpoint: named },
      cause,
    });
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
