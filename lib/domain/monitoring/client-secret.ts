import type { MonitoringTarget } from './monitoring-target';
import { metadataOf, type Placement } from './placement';

type Client = Pick<MonitoringTarget, 'job' | 'tls'>;

/** The files of a TLS client by the keys they have in its Secret, which are those of cert-manager. */
const filesOf = ({ tls }: Client): [key: string, file: string][] =>
  Object.entries({ 'ca.crt': tls?.ca, 'tls.crt': tls?.certificate, 'tls.key': tls?.key }).flatMap(
    ([key, file]): [string, string][] => (file === undefined ? [] : [[key, file]]),
  );

/** The name of the Secret of a cluster's TLS client. */
export const secretName = (job: string): string => `${job}-client`;

/**
 * The Secret of the TLS client with a placeholder for each file, never with what is in them;
 * undefined where there are none. Placeholders are no base64, so that Kubernetes refuses a Secret
 * that still has them, instead of putting it in the place of one that is right.
 */
export const clientSecret = (client: Client, placement: Placement): object | undefined => {
  const files = filesOf(client);
  return files.length === 0
    ? undefined
    : {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...metadataOf(client.job, placement), name: secretName(client.job) },
        type: 'Opaque',
        data: Object.fromEntries(files.map(([key, file]) => [key, `<PASTE base64 of ${file}>`])),
      };
};

const quoteShell = (text: string): string =>
  /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The command that makes the Secret, or renews it, where the files are; undefined where there are
 * none. It does not print what is in them.
 */
export const secretCommand = (client: Client, { namespace }: Placement): string | undefined => {
  const files = filesOf(client).map(([key, file]) => `--from-file=${key}=${quoteShell(file)}`);
  return files.length === 0
    ? undefined
    : `kubectl -n ${namespace} create secret generic ${secretName(client.job)} ${files.join(' ')}` +
        ` --dry-run=client -o yaml | kubectl apply -f -`;
};
