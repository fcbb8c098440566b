'use client';

import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

/** One tab: its value, its words, and what it shows. */
type TabItem<Value extends string> = {
  value: Value;
  label: ReactNode;
  content: ReactNode;
};

type TabsProps<Value extends string> = {
  /** What the tabs choose, for screen readers. */
  label: string;
  value: Value;
  items: readonly TabItem<Value>[];
  onChange: (value: Value) => void;
  /** Controls at the right end of the row of tabs. */
  end?: ReactNode;
  /** Classes of the panel. */
  panelClassName?: string;
};

/** Tabs with their panels; arrow keys move between them. Only the open panel is in the page. */
export const Tabs = <Value extends string>({
  label,
  value,
  items,
  onChange,
  end,
  panelClassName,
}: TabsProps<Value>) => {
  const choose = (chosen: unknown) => {
    const item = items.find((entry) => entry.value === chosen);
    if (item !== undefined) {
      onChange(item.value);
    }
  };
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={choose}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <div className="flex flex-wrap items-center gap-x-2 border-line border-b px-3">
        <BaseTabs.List aria-label={label} className="flex gap-0.5">
          {items.map((item) => (
            <BaseTabs.Tab
              key={item.value}
              value={item.value}
              className="px-2.5 py-2 text-muted hover:text-ink aria-selected:font-semibold aria-selected:text-ink aria-selected:shadow-[inset_0_-2px_0_var(--green)]"
            >
              {item.label}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {end === undefined ? null : (
          <div className="ml-auto flex items-center gap-2 py-1">{end}</div>
        )}
      </div>
      {items.map((item) => (
        <BaseTabs.Panel key={item.value} value={item.value} className={panelClassName}>
          {item.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
};
