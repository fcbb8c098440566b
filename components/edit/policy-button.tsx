'use client';

import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useChangeClusterSettings } from '@/lib/api/edit';
import type { ClusterSettings } from '@/lib/domain/api/cluster-settings';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { FormDialog } from './form-dialog';

const shortestReason = 3;
const longestReason = 500;

type PolicyButtonProps = { cluster: string; settings: ClusterSettings };

/** Lets an administrator allow or forbid writing Kubernetes objects, with a reason for the audit. */
export const PolicyButton = ({ cluster, settings }: PolicyButtonProps) => {
  const t = useTranslations('edit');
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState('');
  const change = useChangeClusterSettings(cluster);
  const verb = settings.kubernetesWritable ? 'forbid' : 'allow';
  const confirm = () =>
    change.mutate(
      { kubernetesWritable: !settings.kubernetesWritable, reason: reason.trim() },
      {
        onSuccess: () => {
          setIsOpen(false);
          setReason('');
        },
      },
    );
  const Icon = settings.kubernetesWritable ? LockKeyhole : LockKeyholeOpen;
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        <Icon aria-hidden size={13} />
        {t(`policy.${verb}`)}
      </Button>
      {isOpen ? (
        <FormDialog
          title={t(`policy.${verb}Title`)}
          description={t(`policy.${verb}Description`)}
          confirm={t(`policy.${verb}Confirm`)}
          isDangerous={verb === 'allow'}
          canConfirm={reason.trim().length >= shortestReason}
          isPending={change.isPending}
          error={change.error}
          onConfirm={confirm}
          onClose={() => setIsOpen(false)}
        >
          <Field
            label={t('policy.reason')}
            hint={t('policy.reasonHint')}
            value={reason}
            maxLength={longestReason}
            onChange={(event) => setReason(event.target.value)}
            autoFocus
          />
        </FormDialog>
      ) : null}
    </>
  );
};
