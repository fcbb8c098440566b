'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import type { PlacementText } from '@/lib/api/monitoring';
import { defaultNamespace, isNamespace, parseLabels } from '@/lib/domain/monitoring/placement';

const parsers = {
  namespace: parseAsString.withDefault(defaultNamespace),
  labels: parseAsString.withDefault(''),
};

/** Where objects are put, in the address; what somebody wrote there wrongly counts as not written. */
export const usePlacement = (): [PlacementText, (placement: PlacementText) => void] => {
  const [{ namespace, labels }, setPlacement] = useQueryStates(parsers);
  return [
    {
      namespace: isNamespace(namespace) ? namespace : defaultNamespace,
      labels: parseLabels(labels) === undefined ? '' : labels,
    },
    (placement) => void setPlacement(placement),
  ];
};
