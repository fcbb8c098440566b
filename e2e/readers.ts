import { type APIRequestContext, request } from '@playwright/test';
import { expect } from './journey';
import { passwords, type RunningDemo } from './running-demo';

/** Signs in so many more people of a role: each of them may ask only so often a second. */
export const readersOf = async (
  { dashboard }: RunningDemo,
  role: keyof typeof passwords,
  count: number,
): Promise<APIRequestContext[]> => {
  const { url } = dashboard;
  const readers: APIRequestContext[] = [];
  for (let index = 0; index < count; index += 1) {
    const username = `${role}-${index}`;
    const password = passwords[role];
    await dashboard.addAccount(username, role, password);
    const reader = await request.newContext();
    const headers = { origin: url };
    const answer = await reader.post(`${url}/api/v1/session`, {
      data: { username, password },
      headers,
    });
    expect(answer.ok()).toBe(true);
    readers.push(reader);
  }
  return readers;
};
