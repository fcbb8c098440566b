'use client';

import { useTranslations } from 'use-intl';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { type ChangeView, toRange } from './metrics-view';
import type { RangeProblem } from './parse-custom-range';

type RangeProblemNoticeProps = { problem: RangeProblem; onView: ChangeView };

/** Why the time of the address cannot be shown, and a way out. */
export const RangeProblemNotice = ({ problem, onView }: RangeProblemNoticeProps) => {
  const t = useTranslations('metrics');
  return (
    <Notice
      tone="critical"
      role="alert"
      action={
        <Button size="sm" onClick={() => onView(toRange('1h'))}>
          {t('custom.showDefault')}
        </Button>
      }
    >
      {t('custom.badAddress')} {t(`custom.problems.${problem}`)}
    </Notice>
  );
};
