import type { InfiniteData } from '@tanstack/react-query';
import type { Operation, OperationPage } from '@/lib/domain/api/operations';

const isListed = (page: OperationPage, id: string): boolean =>
  page.operations.some((operation) => operation.id === id);

const replaceIn = (page: OperationPage, changed: Operation): OperationPage =>
  isListed(page, changed.id)
    ? {
        ...page,
        operations: page.operations.map((operation) =>
          operation.id === changed.id ? changed : operation,
        ),
      }
    : page;

/** A page, newest first, with an operation changed in place or put first where it is new. */
export const pageWithOperation = (page: OperationPage, changed: Operation): OperationPage =>
  isListed(page, changed.id)
    ? replaceIn(page, changed)
    : { ...page, operations: [changed, ...page.operations] };

/** The same for the pages of a list that is read page by page. */
export const pagesWithOperation = (
  data: InfiniteData<OperationPage>,
  changed: Operation,
): InfiniteData<OperationPage> => {
  const isKnown = data.pages.some((page) => isListed(page, changed.id));
  return {
    ...data,
    pages: data.pages.map((page, index) =>
      index === 0 && !isKnown ? pageWithOperation(page, changed) : replaceIn(page, changed),
    ),
  };
};
