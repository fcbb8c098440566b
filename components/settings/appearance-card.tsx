'use client';

import { useTranslations } from 'use-intl';
import { themes } from '../shell/display';
import { useDisplay } from '../shell/display-context';
import { useDisplayChoice } from '../shell/use-display-choice';
import { Card, CardHeader } from '../ui/card';
import { Select } from '../ui/select';

const languageOptions = [
  { value: 'en', label: 'English' },
  { value: 'zh', label: '简体中文' },
] as const;

/** Theme and language of this device. */
export const AppearanceCard = () => {
  const t = useTranslations('settings.appearance');
  const { theme, language } = useDisplay();
  const { chooseTheme, chooseLanguage } = useDisplayChoice();
  return (
    <Card>
      <CardHeader title={t('title')} note={t('note')} />
      <div className="grid gap-3 px-4 pb-4">
        <Select
          label={t('theme')}
          value={theme}
          options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onChange={chooseTheme}
        />
        <Select
          label={t('language')}
          value={language}
          options={languageOptions}
          onChange={chooseLanguage}
        />
      </div>
    </Card>
  );
};
