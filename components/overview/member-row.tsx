'use client';

import { useTranslations } from 'use-intl';
import type { Member, Overview } from '@/lib/domain/api/overview';
import { StatusDot } from '../ui/status-dot';
import { Td, Th } from '../ui/table';
import type { Tone } from '../ui/tone';
import { CertificateTag } from './certificate-tag';
import { MemberFailure } from './member-failure';
import { MemberNotes } from './member-notes';
import { MemberNumbers } from './member-numbers';

type MemberState = { tone: Tone; word: 'up' | 'down' | 'troubled' };

const stateOf = (member: Member, alarms: Overview['alarms']): MemberState => {
  if (member.failure !== null) {
    return { tone: 'critical', word: 'down' };
  }
  const troubled = member.errors.length > 0 || alarms.length > 0;
  return troubled ? { tone: 'warning', word: 'troubled' } : { tone: 'good', word: 'up' };
};

/** The host and port of a client URL. */
const hostOf = (endpoint: string): string => endpoint.replace(/^https?:\/\//, '');

type MemberRowProps = { member: Member; alarms: Overview['alarms'] };

/** One member: what it says of itself, or why it says nothing. */
export const MemberRow = ({ member, alarms }: MemberRowProps) => {
  const t = useTranslations('overview.members');
  const state = stateOf(member, alarms);
  return (
    <tr>
      <Th scope="row" className="py-2! text-base! text-ink! [tr:last-child>&]:border-b-0">
        <StatusDot tone={state.tone} label={t(state.word)} />{' '}
        <span className="font-semibold" title={member.id}>
          {member.name === '' ? member.id : member.name}
        </span>{' '}
        <span className="font-mono text-muted text-sm">
          {member.endpoint === null ? t('noEndpoint') : hostOf(member.endpoint)}
        </span>
      </Th>
      <Td className="hidden font-mono text-sm wide:table-cell">{member.id}</Td>
      {member.failure === null ? (
        <MemberNumbers member={member} />
      ) : (
        <MemberFailure member={member} />
      )}
      <Td>
        {member.certificate === null ? '—' : <CertificateTag certificate={member.certificate} />}
      </Td>
      <Td className="whitespace-normal!">
        <MemberNotes member={member} alarms={alarms} />
      </Td>
    </tr>
  );
};
