import 'server-only';
import { AppError } from '@/lib/domain/errors';
import { type Action, isAllowed } from '@/lib/domain/permissions';
import type { RequestContext } from './request-context';

/** Throws `forbidden` unless the role of whoever asks may do the action. */
export const authorize = (context: Pick<RequestContext, 'identity'>, action: Action): void => {
  const { role } = context.identity;
  if (!isAllowed(role, action)) {
    throw new AppError('forbidden', {
      detail: `The role ${role} may not do ${action}. Ask an administrator for a role that may.`,
      parameters: { role, action },
    });
  }
};
