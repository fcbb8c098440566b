'use client';

import { useLocale } from 'use-intl';
import type { Member } from '@/lib/domain/api/overview';
import { Td } from '../ui/table';
import { useCodeText } from '../ui/use-code-text';
import { memberNumberColumns } from './member-numbers';

/** In place of a member's numbers: why there are none. */
export const MemberFailure = ({ member }: { member: Member }) => {
  const textOfCode = useCodeText('errors');
  const locale = useLocale();
  const { failure, endpoint } = member;
  if (failure === null) {
    return null;
  }
  // The server's own sentence is English and says more than the one of its code.
  const text =
    locale === 'en' ? failure.detail : textOfCode(failure.code, { endpoint: endpoint ?? '' });
  return (
    <Td colSpan={memberNumberColumns} className="whitespace-normal! text-red-ink">
      <span title={failure.detail}>{text ?? failure.detail}</span>
    </Td>
  );
};
