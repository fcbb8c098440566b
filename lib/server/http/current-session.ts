import 'server-only';
import { headers } from 'next/headers';
import type { Session } from '@/lib/domain/api/session';
import { isAppError } from '@/lib/domain/errors';
import { describeSession } from './describe-session';
import { identify } from './identify';

/** Whoever the page being rendered is for, or undefined where nobody is logged in. */
export const currentSession = async (): Promise<Session | undefined> => {
  try {
    return await describeSession(await identify(new Headers(await headers())));
  } catch (error) {
    if (isAppError(error) && (error.code === 'unauthenticated' || error.code === 'forbidden')) {
      return undefined;
    }
    throw error;
  }
};
