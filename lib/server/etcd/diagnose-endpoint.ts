import 'server-only';
import { AppError, type ErrorCode } from '@/lib/domain/errors';
import { answersPlainText } from './answers-plain-text';
import { probeTls, type TlsProbe } from './probe-tls';
import type { TlsIdentity } from './tls-identity';

const probeTimeoutMilliseconds = 1_000;

type Explanation = { code: ErrorCode; detail: string };

const untrustedCodes: Readonly<Record<string, ErrorCode>> = {
  CERT_HAS_EXPIRED: 'tls_certificate_expired',
  CERT_NOT_YET_VALID: 'tls_certificate_not_yet_valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_name_mismatch',
};

const untrustedDetails: Partial<
  Record<ErrorCode, (endpoint: string, identity: TlsIdentity | undefined) => string>
> = {
  tls_certificate_expired: (endpoint) =>
    `The certificate of ${endpoint} has expired; renew it on that member.`,
  tls_certificate_not_yet_valid: (endpoint) =>
    `The certificate of ${endpoint} is not valid yet; check the clocks of both machines, or wait.`,
  tls_name_mismatch: (endpoint) =>
    `The certificate of ${endpoint} is made for other names; use a name it holds, or set tls.serverName in a configuration file.`,
  tls_unknown_authority: (endpoint, identity) =>
    `The certificate of ${endpoint} was not signed by ${identity?.trustsSystem ? "one of the system's CAs" : 'the configured CA'}; set tls.ca (ETCDCTL_CACERT) to the CA of this etcd.`,
};

const explainUntrusted = (
  endpoint: string,
  identity: TlsIdentity | undefined,
  reason: string,
): Explanation => {
  const code = untrustedCodes[reason] ?? 'tls_unknown_authority';
  return { code, detail: untrustedDetails[code]?.(endpoint, identity) ?? reason };
};

const refusalOf = (identity: TlsIdentity | undefined): string => {
  const certificate = identity?.clientCertificate;
  if (certificate === undefined) {
    return 'demands a client certificate; set tls.certificate and tls.key (ETCDCTL_CERT and ETCDCTL_KEY)';
  }
  if (Date.parse(certificate.notAfter) < Date.now()) {
    return `refuses our client certificate, which expired on ${certificate.notAfter.slice(0, 10)}; renew it`;
  }
  if (Date.parse(certificate.notBefore) > Date.now()) {
    return 'refuses our client certificate, which is not valid yet; check the clock of this machine';
  }
  return 'refuses our client certificate; use one signed by the CA that member trusts';
};

const isAlert = /ALERT|CERTIFICATE_REQUIRED|UNKNOWN_CA|BAD_CERTIFICATE/i;
const isNoTls = /WRONG_VERSION|PACKET_LENGTH|UNEXPECTED_MESSAGE|HTTP_REQUEST|RECORD|EPROTO/i;
const isNetwork =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/;

const networkDetails: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; check that the member runs and the port',
  ENOTFOUND: 'its host name is not known; check the name and the DNS',
  EAI_AGAIN: 'its host name could not be looked up; check the DNS',
  ETIMEDOUT: 'it does not answer; check the member and the network to it',
};

const explainNetwork = (endpoint: string, failure: string): Explanation => ({
  code: 'member_unreachable',
  detail: `The member at ${endpoint} cannot be reached: ${networkDetails[failure] ?? `the network says ${failure}; check the route to it`}.`,
});

const explainSecure = async (
  endpoint: string,
  identity: TlsIdentity | undefined,
  { untrusted, failure, wasSecured }: TlsProbe,
): Promise<Explanation | undefined> => {
  if (untrusted !== undefined) {
    return explainUntrusted(endpoint, identity, untrusted);
  }
  if (failure === undefined) {
    return undefined;
  }
  if (isNetwork.test(failure)) {
    return explainNetwork(endpoint, failure);
  }
  const mayBePlain = !wasSecured && !isAlert.test(failure);
  if (mayBePlain && (isNoTls.test(failure) || (await answersPlainText(endpoint)))) {
    return {
      code: 'tls_plain_text_port',
      detail: `The port at ${endpoint} speaks plain HTTP, not TLS; write http:// in the endpoint, or turn TLS on in etcd.`,
    };
  }
  if (wasSecured || isAlert.test(failure)) {
    return {
      code: 'tls_client_certificate_refused',
      detail: `The member at ${endpoint} ${refusalOf(identity)}.`,
    };
  }
  return {
    code: 'tls_failed',
    detail: `The TLS handshake with ${endpoint} failed (${failure}); check that this is an etcd client port.`,
  };
};

const explainPlain = ({ serverCertificate, failure }: TlsProbe, endpoint: string): Explanation => {
  if (failure !== undefined && isNetwork.test(failure)) {
    return explainNetwork(endpoint, failure);
  }
  if (serverCertificate !== undefined || (failure !== undefined && isAlert.test(failure))) {
    return {
      code: 'tls_plain_text_port',
      detail: `The port at ${endpoint} demands TLS; write https:// in the endpoint and set tls.ca, tls.certificate and tls.key (ETCDCTL_CACERT, ETCDCTL_CERT, ETCDCTL_KEY).`,
    };
  }
  return {
    code: 'member_unreachable',
    detail: `The member at ${endpoint} cannot be reached; check that this is an etcd client port.`,
  };
};

/**
 * Why an endpoint cannot be spoken to, in one sentence with its mend: gRPC itself only says that
 * there is no connection. Undefined where a handshake works now.
 */
export const diagnoseEndpoint = async (
  endpoint: string,
  identity: TlsIdentity | undefined,
): Promise<AppError | undefined> => {
  const probe = await probeTls(endpoint, identity, probeTimeoutMilliseconds);
  const explanation = endpoint.startsWith('https:')
    ? await explainSecure(endpoint, identity, probe)
    : explainPlain(probe, endpoint);
  return (
    explanation &&
    new AppError(explanation.code, { detail: explanation.detail, parameters: { endpoint } })
  );
};
