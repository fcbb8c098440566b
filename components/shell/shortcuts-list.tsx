'use client';

import { useTranslations } from 'use-intl';
import { Dialog } from '../ui/dialog';

/** The list of keyboard shortcuts. */
export const ShortcutsList = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('shell.shortcuts');
  const shortcuts = [
    { keys: ['Ctrl K', '⌘ K'], text: t('palette') },
    { keys: ['/'], text: t('search') },
    { keys: [t('arrows')], text: t('tree') },
    { keys: ['Esc'], text: t('close') },
    { keys: ['?'], text: t('help') },
  ];
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
        {shortcuts.map(({ keys, text }) => (
          <div key={text} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-sm border border-line-strong px-1.5 font-sans text-xs leading-4.5"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
};
