import 'server-only';
import { X509Certificate } from 'node:crypto';
import type { Certificate } from '@/lib/domain/api/overview';

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** `CN=etcd, O=…` on one line, in the order certificates are usually read. */
const oneLine = (name: string): string => name.split('\n').filter(Boolean).reverse().join(', ');

/**
 * What a certificate says about itself, from PEM or DER bytes; of a PEM chain, the first. Throws
 * where the bytes are no certificate. `daysLeft` is rounded down and negative once expired.
 */
export const readCertificate = (bytes: Uint8Array, now = Date.now()): Certificate => {
  const certificate = new X509Certificate(bytes);
  const notAfter = new Date(certificate.validTo);
  return {
    subject: oneLine(certificate.subject ?? ''),
    issuer: oneLine(certificate.issuer ?? ''),
    notBefore: new Date(certificate.validFrom).toISOString(),
    notAfter: notAfter.toISOString(),
    daysLeft: Math.floor((notAfter.getTime() - now) / millisecondsPerDay),
  };
};

/** The same certificate with the days it has left now, for one that was read a while ago. */
export const withDaysLeft = (certificate: Certificate, now = Date.now()): Certificate => ({
  ...certificate,
  daysLeft: Math.floor((Date.parse(certificate.notAfter) - now) / millisecondsPerDay),
});
