'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

const speakMilliseconds = 15_000;

/** Tells a screen reader now and then how many changes came, instead of reading out each. */
export const SpokenChanges = ({ last }: { last: number }) => {
  const t = useTranslations('changes');
  const spoken = useRef(last);
  const [text, setText] = useState('');
  const speak = useEffectEvent(() => {
    const count = Math.ceil(last - spoken.current);
    spoken.current = last;
    setText(count > 0 ? t('spoken', { count }) : '');
  });
  useEffect(() => {
    const timer = setInterval(() => speak(), speakMilliseconds);
    return () => clearInterval(timer);
  }, []);
  return (
    <p aria-live="polite" className="sr-only">
      {text}
    </p>
  );
};
