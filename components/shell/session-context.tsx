'use client';

import { createContext, type ReactNode, use } from 'react';
import type { Session } from '@/lib/domain/api/session';
import type { Action } from '@/lib/domain/permissions';

const SessionContext = createContext<Session | undefined>(undefined);

/** Gives the session of the request to every client component of the console. */
export const SessionProvider = ({ value, children }: { value: Session; children: ReactNode }) => (
  <SessionContext value={value}>{children}</SessionContext>
);

/** The session: who is signed in, role and actions. Only inside the console's layout. */
export const useSession = (): Session => {
  const session = use(SessionContext);
  if (session === undefined) {
    throw new Error('useSession is only for components inside the console layout.');
  }
  return session;
};

/** Whether the person may do an action: hides what the server would refuse anyway. */
export const useMay = (action: Action): boolean => useSession().actions.includes(action);
