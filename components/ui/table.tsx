import clsx from 'clsx';
import type { ComponentProps } from 'react';

type TableProps = ComponentProps<'table'> & {
  /** What the table holds, for screen readers. */
  label: string;
};

/**
 * A table that scrolls sideways within its card where it is too wide; the scrolling part can be
 * focused, so that the keyboard can scroll it too, and holds what is only for screen readers.
 */
export const Table = ({ label, className, ...rest }: TableProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
  <div tabIndex={0} className="relative overflow-x-auto">
    <table aria-label={label} className={clsx('w-full border-collapse', className)} {...rest} />
  </div>
);

type HeaderCellProps = ComponentProps<'th'> & { numeric?: boolean };

/** A column heading. */
export const Th = ({ numeric = false, className, scope = 'col', ...rest }: HeaderCellProps) => (
  <th
    scope={scope}
    className={clsx(
      'whitespace-nowrap border-line border-b px-3 py-1.5 font-normal text-muted text-xs first:pl-4 last:pr-4',
      numeric ? 'text-right' : 'text-left',
      className,
    )}
    {...rest}
  />
);

type CellProps = ComponentProps<'td'> & { numeric?: boolean };

/** A cell; numbers stand at the right. */
export const Td = ({ numeric = false, className, ...rest }: CellProps) => (
  <td
    className={clsx(
      'whitespace-nowrap border-line border-b px-3 py-2 first:pl-4 last:pr-4 [tr:last-child>&]:border-b-0',
      numeric && 'text-right',
      className,
    )}
    {...rest}
  />
);
