'use client';

import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCreateToken } from '@/lib/api/tokens';
import { type Role, roles } from '@/lib/domain/permissions';
import { useSession } from '../shell/session-context';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { Field } from '../ui/field';
import { Select } from '../ui/select';

const lifetimes = ['7', '30', '90', '365'] as const;

/** Makes a token and shows its secret this once. */
export const NewTokenDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('settings.tokens');
  const common = useTranslations('common');
  const { role: ownRole } = useSession();
  const formId = useId();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [days, setDays] = useState<(typeof lifetimes)[number]>('30');
  const create = useCreateToken();
  const created = create.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, role, expiresInDays: Number(days) });
  };
  if (created !== undefined) {
    return (
      <Dialog
        open
        onOpenChange={(open) => open || onClose()}
        title={t('madeTitle', { name: created.name })}
        description={t('madeText')}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('done')}
          </Button>
        }
      >
        <div className="flex items-start gap-2">
          <code className="min-w-0 flex-1 break-all rounded-sm bg-code px-2 py-1 font-mono text-sm">
            {created.secret}
          </code>
          <CopyButton text={created.secret} />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('create')}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" disabled={create.isPending}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        {create.error ? <ErrorNotice error={create.error} /> : null}
        <Field
          label={t('name')}
          hint={t('nameHint')}
          required
          maxLength={64}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Select
          label={t('role')}
          value={role}
          options={roles
            .slice(0, roles.indexOf(ownRole) + 1)
            .map((value) => ({ value, label: common(`role.${value}`) }))}
          onChange={setRole}
        />
        <Select
          label={t('expiry')}
          value={days}
          options={lifetimes.map((value) => ({ value, label: t('days', { days: Number(value) }) }))}
          onChange={setDays}
        />
      </form>
    </Dialog>
  );
};
