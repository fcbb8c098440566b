'use client';

import { useTranslations } from 'use-intl';
import { useRevokeToken } from '@/lib/api/tokens';
import type { Token } from '@/lib/domain/api/session';
import { ConfirmDialog } from './confirm-dialog';

/** Asks before a token is revoked. */
export const RevokeTokenDialog = ({ token, onClose }: { token: Token; onClose: () => void }) => {
  const t = useTranslations('settings.tokens');
  const revoke = useRevokeToken();
  return (
    <ConfirmDialog
      title={t('revokeTitle', { name: token.name })}
      text={t('revokeText')}
      action={t('revoke')}
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(token.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
};
