'use client';

import { useRouter } from 'next/navigation';
import { apiUrl } from '@/lib/api/api-url';
import type { Language } from '@/lib/domain/messages';
import { displayCookies, type Theme } from './display';

const yearSeconds = 31_536_000;

const remember = (name: string, value: string): void => {
  const path = apiUrl('/').replace(/(.)\/$/, '$1');
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs a secure context.
  document.cookie = `${name}=${value}; path=${path}; max-age=${yearSeconds}; samesite=lax`;
};

const withoutParameter = (name: string): string => {
  const address = new URL(window.location.href);
  address.searchParams.delete(name);
  return address.href;
};

/** Remembers a theme or a language on this device and shows the page in it. */
export const useDisplayChoice = () => {
  const router = useRouter();
  const choose = (cookie: string, parameter: string, value: string) => {
    remember(cookie, value);
    // A choice made by hand beats one in the address.
    window.history.replaceState(null, '', withoutParameter(parameter));
    router.refresh();
  };
  return {
    chooseTheme: (theme: Theme) => choose(displayCookies.theme, 'theme', theme),
    chooseLanguage: (language: Language) => choose(displayCookies.language, 'lang', language),
  };
};
