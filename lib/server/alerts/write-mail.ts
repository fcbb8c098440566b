import 'server-only';
import { createTranslator } from 'use-intl/core';
import { formatMeasure } from '@/lib/domain/alerts/format-measure';
import type { Language } from '@/lib/domain/messages';
import { loadMessages } from '@/messages/load-messages';
import { loadRunbook } from '@/messages/load-runbook';
import type { EmailConfig } from '../config/notification-config';
import { type AlertMessage, type Measure, testRule } from './alert-message';

/** What a mail says. */
export type Mail = { subject: string; text: string };

/** Names of members and labels come from elsewhere: none may pose as a line of ours. */
const onOneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, '\u{fffd}');

const loadWords = async (language: Language) => {
  const { alerts } = await loadMessages(language);
  return {
    t: createTranslator({ locale: language, messages: { alerts }, namespace: 'alerts' }),
    titles: new Map(Object.entries(alerts.rules)),
  };
};

type Words = Awaited<ReturnType<typeof loadWords>>;

const titleOf = ({ t, titles }: Words, { kind, severity, labels }: AlertMessage): string => {
  const { rule = '', alertname = rule, member = '' } = labels;
  return t('mail.title', {
    state: kind === 'firing' ? t(`severity.${severity}`) : t('mail.resolved'),
    rule: rule === testRule ? t('mail.test') : (titles.get(rule) ?? alertname),
    hasMember: member === '' ? 'no' : 'yes',
    member: onOneLine(member),
  });
};

/** What it means and what to do first, as the page of the rule says it. */
const adviceOf = async (
  { t }: Words,
  { kind, labels, annotations }: AlertMessage,
  language: Language,
): Promise<string[]> => {
  const { rule = '' } = labels;
  if (rule === testRule) {
    return [t('mail.testMeaning')];
  }
  const runbook = await loadRunbook(language, rule);
  const { meaning = annotations.summary ?? '', steps: [step] = [] } = runbook ?? {};
  return kind === 'firing' && step !== undefined ? [meaning, t('mail.toDo', { step })] : [meaning];
};

const textOf = async (words: Words, message: AlertMessage, language: Language): Promise<string> => {
  const { t } = words;
  const { measured, limit, labels, startsAt, endsAt, url } = message;
  const textOfMeasure = ({ value, unit }: Measure) => formatMeasure(value, unit, language);
  const timeOf = (time: number) => new Date(time).toISOString();
  const lines = [
    titleOf(words, message),
    ...(await adviceOf(words, message, language)),
    t('mail.since', { time: timeOf(startsAt) }),
    endsAt === null ? '' : t('mail.ended', { time: timeOf(endsAt) }),
    measured === undefined ? '' : t('mail.value', { value: textOfMeasure(measured) }),
    limit === undefined ? '' : t('mail.threshold', { value: textOfMeasure(limit) }),
    onOneLine(
      Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    ),
    url ?? '',
  ];
  return lines.filter((line) => line !== '').join('\n');
};

/** Writes alerts as one mail in the language of its receiver, in the words of the pages. */
export const writeMail = async (
  { name, language }: Pick<EmailConfig, 'name' | 'language'>,
  messages: readonly AlertMessage[],
): Promise<Mail> => {
  const words = await loadWords(language);
  const { t } = words;
  const [first] = messages;
  const title = first === undefined ? '' : titleOf(words, first);
  const cluster = first?.labels.cluster ?? '';
  const texts = await Promise.all(messages.map((message) => textOf(words, message, language)));
  return {
    subject: t('mail.subject', { cluster, title, more: messages.length - 1 }),
    text: `${[...texts, t('mail.footer', { receiver: name })].join('\n\n')}\n`,
  };
};
