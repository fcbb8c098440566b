import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMilliseconds = 24 * 60 * 60 * 1000;

/** A certificate and its key as PEM text. */
export type Identity = { certificate: string; key: string };

/** A certificate authority that can issue. */
export type Authority = Identity & { issuer: x509.X509Certificate; keys: CryptoKeyPair };

/** What a certificate to issue is for. */
export type IssueOptions = {
  commonName: string;
  /** DNS names and IP addresses of the subject alternative name. */
  hosts?: readonly string[];
  /** Days from now until it ends; negative for one that has expired. */
  days?: number;
  /** Days from now until it begins; positive for one that is not yet valid. */
  beginsInDays?: number;
};

const pemKey = async (key: CryptoKey): Promise<string> =>
  x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');

const serialNumber = (): string => `00${randomBytes(15).toString('hex')}`;

const generateKeys = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** A new self-signed authority, valid for a year. */
export const createAuthority = async (commonName = 'etcdscope test CA'): Promise<Authority> => {
  const keys = await generateKeys();
  const issuer = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=${commonName}`,
    notBefore: new Date(Date.now() - dayMilliseconds),
    notAfter: new Date(Date.now() + 365 * dayMilliseconds),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: issuer.toString('pem'), key: await pemKey(keys.privateKey), issuer, keys };
};

const alternativeName = (value: string): x509.JsonGeneralName => ({
  type: isIP(value) === 0 ? 'dns' : 'ip',
  value,
});

/** A certificate for servers, peers and clients alike, signed by the authority. */
export const issueCertificate = async (
  authority: Authority,
  { commonName, hosts = [], days = 90, beginsInDays = -1 }: IssueOptions,
): Promise<Identity> => {
  const keys = await generateKeys();
  const begin = Math.min(beginsInDays, days - 1) * dayMilliseconds;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: `CN=${commonName}`,
    issuer: authority.issuer.subject,
    notBefore: new Date(Date.now() + begin),
    notAfter: new Date(Date.now() + days * dayMilliseconds),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment,
        true,
      ),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      new x509.SubjectAlternativeNameExtension(hosts.map(alternativeName)),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemKey(keys.privateKey) };
};
