'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '../ui/button';
import { type Theme, themes } from './display';
import { useDisplay } from './display-context';
import { useDisplayChoice } from './use-display-choice';

const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const;

const nextTheme = (theme: Theme): Theme =>
  themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system';

/** The language and theme switches of the header. */
export const DisplayToggles = () => {
  const t = useTranslations('shell');
  const { theme, language } = useDisplay();
  const { chooseTheme, chooseLanguage } = useDisplayChoice();
  const other = language === 'en' ? 'zh' : 'en';
  const next = nextTheme(theme);
  const ThemeIcon = themeIcons[theme];
  return (
    <div className="flex items-center">
      <button
        type="button"
        lang={other}
        aria-label={t('language')}
        title={t('language')}
        onClick={() => chooseLanguage(other)}
        className="h-8 rounded-md px-2 text-muted hover:bg-row-hover hover:text-ink"
      >
        {t('languageShort')}
      </button>
      <IconButton
        label={t('theme', { theme: t(`themes.${theme}`), next: t(`themes.${next}`) })}
        onClick={() => chooseTheme(next)}
      >
        <ThemeIcon aria-hidden size={15} />
      </IconButton>
    </div>
  );
};
