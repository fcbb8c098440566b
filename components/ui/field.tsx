import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';

/** The classes of a text input, for inputs that are not this component's. */
export const inputClass =
  'h-8 w-full rounded-md border border-control bg-card px-2.5 text-ink disabled:opacity-60 aria-invalid:border-red';

type FieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  label: ReactNode;
  /** Words under the input: what to write. */
  hint?: ReactNode;
  /** What is wrong with the input, in a sentence. */
  error?: ReactNode;
};

/** A labelled text input with its hint and its error tied to it. */
export const Field = ({ label, hint, error, className, ...rest }: FieldProps) => {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={clsx('grid gap-1', className)}>
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={described === '' ? undefined : described}
        aria-invalid={error ? true : undefined}
        className={inputClass}
        {...rest}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-red-ink text-xs">
          {error}
        </p>
      ) : null}
    </div>
  );
};
