import { createTranslator } from 'use-intl/core';
import { expect, it } from 'vitest';
import { deliveryFailureSchema } from '@/lib/domain/api/alerts';
import { messages as english } from '@/messages/en';
import { messages as chinese } from '@/messages/zh';

const parameters = {
  status: 535,
  seconds: 10,
  refused: 1,
  all: 2,
  command: 'AUTH PLAIN',
  error: 'EAUTH',
};

it.each([
  ['en', english],
  ['zh', chinese],
] as const)('every reason of a failed delivery has a sentence in %s', (locale, { alerts }) => {
  const { failure } = alerts.deliveries;
  const codes = deliveryFailureSchema.options.map(({ shape }) => shape.code.value);
  expect(Object.keys(failure).sort()).toEqual([...codes].sort());
  const onError = (error: Error) => {
    throw error;
  };
  const t = createTranslator({ locale, messages: { ...failure }, onError });
  for (const { shape } of deliveryFailureSchema.options) {
    const text = t(shape.code.value, parameters);
    expect(text).toMatch(/[.。]$/);
    for (const name of Object.keys(shape).filter((key) => key in parameters)) {
      expect(text).toContain(String(Reflect.get(parameters, name)));
    }
  }
  expect(t('mail-refused', { ...parameters, command: 'none' })).not.toContain('none');
});
