import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAuthority, issueCertificate } from '@/scripts/etcd/certificates';
import type { ClientFiles } from '@/scripts/etcd/start-cluster';
import type { RecordedMember, Recording } from './record-pages';

/** Recorded members that serve their pages again, each on a port of its own. */
export type Replay = {
  members: { id: string; name: string; endpoint: string }[];
  files: ClientFiles;
  /** How many pages were served. */
  served: () => number;
  close: () => void;
};

const hosts = ['127.0.0.1'];

const writeIdentity = async (directory: string) => {
  await mkdir(directory, { recursive: true });
  const authority = await createAuthority();
  const server = await issueCertificate(authority, { commonName: 'server', hosts });
  const client = await issueCertificate(authority, { commonName: 'client', hosts });
  const files = {
    ca: path.join(directory, 'ca.pem'),
    certificate: path.join(directory, 'client.pem'),
    key: path.join(directory, 'client-key.pem'),
  };
  await writeFile(files.ca, authority.certificate);
  await writeFile(files.certificate, client.certificate);
  await writeFile(files.key, client.key);
  return { files, server, authority };
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

/** Serves recorded pages over mTLS, compressed, a page further every so often. */
export const replayPages = async (
  recording: Recording,
  { directory, milliseconds }: { directory: string; milliseconds: number },
): Promise<Replay> => {
  const { files, server: identity, authority } = await writeIdentity(directory);
  const begun = performance.now();
  let served = 0;
  const serve = async ({ id, name, pages }: RecordedMember) => {
    const packed = pages.map((page) => gzipSync(page));
    const server = createServer(
      {
        cert: identity.certificate,
        key: identity.key,
        ca: authority.certificate,
        requestCert: true,
        rejectUnauthorized: true,
      },
      (_, response) => {
        const index = Math.floor((performance.now() - begun) / milliseconds);
        served += 1;
        response.setHeader('content-encoding', 'gzip');
        response.end(packed[Math.min(index, packed.length - 1)]);
      },
    );
    server.keepAliveTimeout = 120_000;
    const port = await listen(server);
    return { server, member: { id, name, endpoint: `https://127.0.0.1:${port}` } };
  };
  const serving = await Promise.all(recording.members.map(serve));
  return {
    members: serving.map(({ member }) => member),
    files,
    served: () => served,
    close: () => {
      for (const { server } of serving) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
};
