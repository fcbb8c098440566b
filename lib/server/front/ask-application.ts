import 'server-only';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { upstreamPath } from './public-prefix';

/** The JSON that the application answers to a path on its socket. Rejects where it is not 200. */
export const askApplication = async (socket: string, path: string): Promise<unknown> => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = {
      socketPath: socket,
      path: upstreamPath(path),
      headers: { host: 'localhost' },
    };
    request(options, resolve).on('error', reject).end();
  });
  if (response.statusCode !== 200) {
    response.resume();
    throw new Error(`The application answered ${response.statusCode} to ${path}.`);
  }
  return json(response);
};
