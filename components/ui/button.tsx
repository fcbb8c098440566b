import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** How much a button asks to be pressed. */
export type ButtonVariant = 'primary' | 'default' | 'danger' | 'quiet';

/** Height of a control: `md` 32 px, `sm` 26 px. */
export type ButtonSize = 'md' | 'sm';

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-green bg-green font-semibold text-on-green hover:border-green-hover hover:bg-green-hover',
  default: 'border-line-strong bg-card text-ink hover:bg-row-hover',
  danger: 'border-red-fill bg-red-fill font-semibold text-white hover:brightness-90',
  quiet: 'border-transparent text-ink hover:bg-row-hover',
};

/** The classes of a button, for links and menu triggers that look like one. */
export const buttonClass = (variant: ButtonVariant = 'default', size: ButtonSize = 'md'): string =>
  clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border',
    'disabled:cursor-not-allowed disabled:opacity-60',
    size === 'md' ? 'h-8 px-3.5' : 'h-6.5 px-2.5 text-sm',
    variants[variant],
  );

type ButtonProps = ComponentProps<'button'> & { variant?: ButtonVariant; size?: ButtonSize };

/** A button; `type="button"` unless told otherwise. */
export const Button = ({ variant, size, className, type = 'button', ...rest }: ButtonProps) => (
  <button type={type} className={clsx(buttonClass(variant, size), className)} {...rest} />
);

type IconButtonProps = ComponentProps<'button'> & { label: string };

/** A square button with only an icon; the label is its name and its tooltip. */
export const IconButton = ({ label, className, type = 'button', ...rest }: IconButtonProps) => (
  <button
    type={type}
    aria-label={label}
    title={label}
    className={clsx(
      'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted',
      'hover:bg-row-hover hover:text-ink disabled:cursor-not-allowed disabled:opacity-60',
      className,
    )}
    {...rest}
  />
);
