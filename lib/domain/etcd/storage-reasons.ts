import type { Reason } from '../api/common';
import type { Member } from '../api/overview';
import { type ClusterFacts, memberLabel } from './cluster-facts';
import type { ParsedAlarm } from './parse-alarm';

/** Shares of the quota, in percent. At 100 etcd raises NOSPACE and refuses every write. */
const quotaWarningPercent = 80;
const quotaCriticalPercent = 95;

/** As etcd's own alert has it: less than half in use, and more than 100 MiB in use. */
const fragmentedBelowPercent = 50;
const fragmentedAboveBytes = 100 * 1024 * 1024;

const alarmReason = ({ memberId, type }: ParsedAlarm, members: readonly Member[]): Reason => {
  const member = members.find(({ id }) => id === memberId);
  const parameters = { member: member ? memberLabel(member) : memberId };
  const codes = { NOSPACE: 'alarm_nospace', CORRUPT: 'alarm_corrupt', UNKNOWN: 'alarm_unknown' };
  return { code: codes[type], severity: 'critical', parameters };
};

const quotaReason = (member: Member): Reason[] => {
  const { databaseSize, quota } = member;
  if (databaseSize === null || quota === null || quota === '0') {
    return [];
  }
  const percent = Math.floor((Number(databaseSize) / Number(quota)) * 100);
  if (percent < quotaWarningPercent) {
    return [];
  }
  const severity = percent >= quotaCriticalPercent ? 'critical' : 'warning';
  return [
    { code: 'quota_filling', severity, parameters: { member: memberLabel(member), percent } },
  ];
};

const fragmentationReason = (member: Member): Reason[] => {
  const { databaseSize, databaseSizeInUse } = member;
  if (databaseSize === null || databaseSizeInUse === null) {
    return [];
  }
  const inUse = Number(databaseSizeInUse);
  const percent = Math.floor((inUse / Number(databaseSize)) * 100);
  return percent < fragmentedBelowPercent && inUse > fragmentedAboveBytes
    ? [
        {
          code: 'fragmented',
          severity: 'info',
          parameters: { member: memberLabel(member), percent },
        },
      ]
    : [];
};

/** Reasons that come from alarms, the quota and the shape of the database file. */
export const storageReasons = ({ members, alarms }: ClusterFacts): Reason[] => [
  ...alarms.map((alarm) => alarmReason(alarm, members)),
  ...members.flatMap(quotaReason),
  ...members.flatMap(fragmentationReason),
];
