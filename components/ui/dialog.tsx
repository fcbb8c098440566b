'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from './button';

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Width of the dialog: 460 px, or 640 px where wide. */
  wide?: boolean;
  /** Fills the window but for a margin, and its content fills it. */
  full?: boolean;
  /** Buttons at the end, the main one last. */
  footer?: ReactNode;
  children?: ReactNode;
};

/** A modal dialog: focus stays in it, Escape closes it, focus returns where it was. */
export const Dialog = ({
  open,
  onOpenChange,
  title,
  description,
  wide,
  full = false,
  footer,
  children,
}: DialogProps) => {
  const t = useTranslations('common');
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-mask" />
        <BaseDialog.Popup
          className={clsx(
            'fixed left-1/2 z-50 grid w-[calc(100vw-32px)] -translate-x-1/2 grid-rows-[auto_1fr_auto] overflow-hidden rounded-md border border-line bg-card text-ink shadow-pop',
            full ? 'top-4 h-[calc(100dvh-32px)]' : 'top-[12vh] max-h-[80vh]',
            full ? null : wide ? 'max-w-160' : 'max-w-115',
          )}
        >
          <div className="pr-12 pl-5 pt-4">
            <BaseDialog.Title className="font-semibold text-lg">{title}</BaseDialog.Title>
            {description === undefined ? null : (
              <BaseDialog.Description className="mt-0.5 text-muted">
                {description}
              </BaseDialog.Description>
            )}
          </div>
          <div className={clsx('min-h-0 overflow-y-auto px-5 py-4', full && 'flex flex-col')}>
            {children}
          </div>
          {footer === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">
              {footer}
            </div>
          )}
          {/* Last in the order of focus, so that a dialog opens on its first field. */}
          <BaseDialog.Close
            render={<IconButton label={t('close')} className="absolute top-3 right-3" />}
          >
            <X aria-hidden size={16} />
          </BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
};
