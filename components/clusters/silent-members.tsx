'use client';

import { usePathname } from 'next/navigation';
import { useOverview } from '@/lib/api/clusters';
import { useReasonText } from '../overview/use-reason-text';
import { Notice } from '../ui/notice';

/** Names the members that do not answer, on every page of a cluster but Overview, which has more. */
export const SilentMembers = ({ cluster }: { cluster: string }) => {
  const pathname = usePathname();
  const { data } = useOverview(cluster);
  const textOf = useReasonText();
  const silent = data?.reasons.filter(({ code }) => code === 'member_not_answering') ?? [];
  if (silent.length === 0 || pathname === `/clusters/${cluster}`) {
    return null;
  }
  return (
    <Notice tone="warning" role="status">
      {silent.map((reason) => (
        <p key={String(reason.parameters.member)}>{textOf(reason)}</p>
      ))}
    </Notice>
  );
};
