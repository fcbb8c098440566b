'use client';

import { useTranslations } from 'use-intl';
import { Tag } from '@/components/ui/tag';
import type { Tone } from '@/components/ui/tone';
import type { Operation } from '@/lib/domain/api/operations';

const tones: Record<Operation['state'], Tone> = {
  running: 'neutral',
  succeeded: 'good',
  failed: 'critical',
  cancelled: 'neutral',
  unknown: 'warning',
};

/** The state of an operation as a word. */
export const OperationStateTag = ({ state }: { state: Operation['state'] }) => {
  const t = useTranslations('activity');
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
};
