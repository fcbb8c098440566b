import 'server-only';
import { get } from 'node:http';
import { endpointHost, endpointPort } from '../config/normalise-endpoint';

/** Whether an endpoint answers plain HTTP with anything but "this is a TLS port". */
export const answersPlainText = (endpoint: string, timeoutMilliseconds = 1_000): Promise<boolean> =>
  new Promise((resolve) => {
    const port = endpointPort(endpoint);
    const request = get(
      { host: endpointHost(endpoint), port, path: '/version', timeout: timeoutMilliseconds },
      (response) => {
        response.resume();
        resolve(response.statusCode !== 400);
      },
    );
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', () => resolve(false));
  });
