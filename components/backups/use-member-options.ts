'use client';

import { useTranslations } from 'use-intl';
import type { SelectOption } from '@/components/ui/select';
import { useOverview } from '@/lib/api/clusters';

/** The members a backup may be read from, the server's own choice first as the empty value. */
export const useMemberOptions = (cluster: string): SelectOption<string>[] => {
  const t = useTranslations('backups');
  const { data: overview } = useOverview(cluster);
  const members = overview?.members ?? [];
  return [
    { value: '', label: t('memberBest') },
    ...members.map(({ id, name, role }) => ({
      value: id,
      label: t('memberOption', { name: name === '' ? id : name, role: t(`memberRole.${role}`) }),
    })),
  ];
};
