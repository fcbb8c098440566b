import 'server-only';
import type { Operation } from '@/lib/domain/api/operations';
import { AppError } from '@/lib/domain/errors';
import { findOperation } from '../store/operations';
import { store } from '../store/store';
import { runningOperations } from './running-operations';

/** One operation as it stands now. Rejects with `not_found`. */
export const readOperation = async (id: string): Promise<Operation> => {
  const operation = runningOperations().byId.get(id)?.current ?? (await findOperation(store(), id));
  if (operation === undefined) {
    throw new AppError('not_found', { detail: 'There is no operation of this id.' });
  }
  return operation;
};
