'use client';

import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'id'> & {
  label: ReactNode;
  /** What is wrong with the text, in a sentence. */
  error?: ReactNode;
};

/** A labelled field of several lines in the font of code, with its error tied to it. */
export const TextArea = ({ label, error, className, ...rest }: TextAreaProps) => {
  const id = useId();
  return (
    <div className={clsx('flex min-h-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-muted text-xs">
        {label}
      </label>
      <textarea
        id={id}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        className="min-h-24 w-full flex-1 resize-y rounded-md border border-control bg-code px-2.5 py-1.5 font-mono text-ink text-sm aria-invalid:border-red"
        {...rest}
      />
      {error ? (
        <p id={`${id}-error`} role="status" className="break-words text-red-ink text-xs">
          {error}
        </p>
      ) : null}
    </div>
  );
};
