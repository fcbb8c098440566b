import { toHexId } from './member-id';

/** An alarm with the hex id of the member it is raised for. */
export type ParsedAlarm = { memberId: string; type: 'NOSPACE' | 'CORRUPT' | 'UNKNOWN' };

const alarmText = /^memberID:(\d+) alarm:(\w+)\s*$/;

/**
 * Reads an alarm out of Status.errors, where etcd prints AlarmMember as protobuf text:
 * `memberID:10276657743932975437 alarm:NOSPACE`. Undefined for any other error.
 */
export const parseAlarm = (error: string): ParsedAlarm | undefined => {
  const [, memberId, type] = alarmText.exec(error) ?? [];
  if (memberId === undefined) {
    return undefined;
  }
  const isKnown = type === 'NOSPACE' || type === 'CORRUPT';
  return { memberId: toHexId(memberId), type: isKnown ? type : 'UNKNOWN' };
};
