'use client';

import { useTranslations } from 'use-intl';
import { wholePart } from './chart-lines';

/** Parts may be labels of etcd, such as a method: those are their own names. */
type TranslatePart = { (part: string): string; has(part: string): boolean };

const asTranslatePart = (translate: unknown): TranslatePart => translate as TranslatePart;

/** The words for a part of a panel; a quantile, a method and a code are their own names. */
export const usePartName = (): ((part: string) => string) => {
  const t = asTranslatePart(useTranslations('metrics.parts'));
  // A name with a dot would be looked up as a path.
  return (part) => (!part.includes('.') && part !== '' && t.has(part) ? t(part) : part);
};

/** The words for a line: its member, and its part unless that is all there is. */
export const useLineName = (): ((line: { memberName: string; part: string }) => string) => {
  const partName = usePartName();
  return ({ memberName, part }) =>
    part === '' || part === wholePart ? memberName : `${memberName} ${partName(part)}`;
};
