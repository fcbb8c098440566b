import type { Reason } from '../api/common';
import type { Certificate } from '../api/overview';
import { type ClusterFacts, memberLabel } from './cluster-facts';

const warningDays = 30;
const criticalDays = 7;

type Presenter = { code: 'client_certificate' | 'server_certificate'; member?: string };

const certificateReason = (certificate: Certificate | null, presenter: Presenter): Reason[] => {
  if (certificate === null || certificate.daysLeft >= warningDays) {
    return [];
  }
  const { daysLeft } = certificate;
  const parameters = { days: daysLeft, ...(presenter.member ? { member: presenter.member } : {}) };
  if (daysLeft < 0) {
    return [{ code: `${presenter.code}_expired`, severity: 'critical', parameters }];
  }
  const severity = daysLeft < criticalDays ? 'critical' : 'warning';
  return [{ code: `${presenter.code}_expiring`, severity, parameters }];
};

/** Reasons that come from certificates that end soon or have ended, ours and the members'. */
export const certificateReasons = ({ clientCertificate, members }: ClusterFacts): Reason[] => [
  ...certificateReason(clientCertificate, { code: 'client_certificate' }),
  ...members.flatMap((member) =>
    certificateReason(member.certificate, {
      code: 'server_certificate',
      member: memberLabel(member),
    }),
  ),
];
