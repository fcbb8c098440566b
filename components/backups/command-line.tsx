'use client';

import { useTranslations } from 'use-intl';
import { CopyButton } from '@/components/ui/copy-button';

type CommandLineProps = {
  command: string;
  /** Where it is to be run. */
  label?: string;
};

/** A command for a shell, to be read and copied. */
export const CommandLine = ({ command, label }: CommandLineProps) => {
  const t = useTranslations('backups');
  return (
    <div className="grid gap-1">
      {label === undefined ? null : <span className="text-muted text-xs">{label}</span>}
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 break-all rounded-md border border-line bg-code px-2.5 py-1.5 font-mono text-xs">
          {command}
        </code>
        <CopyButton text={command} label={t('copyCommand')} />
      </div>
    </div>
  );
};
