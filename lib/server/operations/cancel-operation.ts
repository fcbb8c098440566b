import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { AppError } from '@/lib/domain/errors';
import { authorize } from '../http/authorize';
import type { RequestContext } from '../http/request-context';
import { readOperation } from './read-operation';
import { runningOperations } from './running-operations';

/**
 * Asks an operation to stop, waits until it has cleaned up and gives its record. `conflict` where
 * it had already ended, `not_found` where there is none, `forbidden` where somebody else started
 * it and the role may not cancel the operations of others.
 */
export const cancelOperation = async (
  context: Pick<RequestContext, 'identity'>,
  id: string,
): Promise<Operation> => {
  const { startedBy, state } = await readOperation(id);
  if (startedBy !== context.identity.username) {
    authorize(context, 'operation:cancel-any');
  }
  const running = runningOperations().byId.get(id);
  if (running === undefined) {
    throw new AppError('conflict', {
      detail: `This operation is not running any more: it is ${state}.`,
      parameters: { state },
    });
  }
  running.controller.abort();
  await running.ended;
  return readOperation(id);
};
