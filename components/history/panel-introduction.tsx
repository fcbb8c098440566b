'use client';

import { useTranslations } from 'use-intl';

type PanelIntroductionProps = {
  title: string;
  text: string;
  /** Whether no folder is open, so that it is about the whole store. */
  isWhole: boolean;
};

/** What a panel is about: the folder that is open in the tree, or the whole store. */
export const PanelIntroduction = ({ title, text, isWhole }: PanelIntroductionProps) => {
  const t = useTranslations('history');
  return (
    <div>
      <h2 className="break-all font-semibold text-md">{title}</h2>
      <p className="text-muted">
        {text} {isWhole ? t('wholeStore') : t('openFolder')}
      </p>
    </div>
  );
};
