import type { Member, Overview } from '@/lib/domain/api/overview';
import { Tag } from '../ui/tag';

type MemberNotesProps = { member: Member; alarms: Overview['alarms'] };

/** What a member complains of: the alarms it raised and the errors it reports. */
export const MemberNotes = ({ member, alarms }: MemberNotesProps) => (
  <div className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 not-empty:min-w-50">
    {alarms.map((alarm) => (
      <Tag key={alarm.type} tone="critical">
        {alarm.type}
      </Tag>
    ))}
    {member.errors.map((text) => (
      <span key={text} className="text-yellow-ink">
        {text}
      </span>
    ))}
  </div>
);
