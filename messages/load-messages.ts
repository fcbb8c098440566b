import type { Language } from '@/lib/domain/messages';
import type { messages as english } from './en';

/** All texts of one language, by area. */
export type Messages = typeof english;

declare module 'use-intl' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be augmented.
  interface AppConfig {
    Locale: Language;
    Messages: Messages;
  }
}

/** The texts of a language. Called on the server, which sends only the language in use. */
export const loadMessages = async (language: Language): Promise<Messages> =>
  language === 'zh' ? (await import('./zh')).messages : (await import('./en')).messages;
