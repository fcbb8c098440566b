import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { inputClass } from './field';

/** One choice: the value sent and the words shown. */
export type SelectOption<Value extends string> = { value: Value; label: string };

type SelectProps<Value extends string> = Omit<
  ComponentProps<'select'>,
  'id' | 'value' | 'onChange' | 'children'
> & {
  label: ReactNode;
  /** Names the control without showing the label. */
  labelHidden?: boolean;
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
};

/** A native select with its label: the platform's own list, light and accessible. */
export const Select = <Value extends string>({
  label,
  labelHidden = false,
  value,
  options,
  onChange,
  className,
  ...rest
}: SelectProps<Value>) => {
  const id = useId();
  const choose = (chosen: string) => {
    const option = options.find((entry) => entry.value === chosen);
    if (option !== undefined) {
      onChange(option.value);
    }
  };
  return (
    <div className={clsx('grid gap-1', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-muted text-xs'}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => choose(event.target.value)}
        className={inputClass}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
};
