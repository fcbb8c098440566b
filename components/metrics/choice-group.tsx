import clsx from 'clsx';
import { useId } from 'react';

type ChoiceGroupProps<Value extends string> = {
  label: string;
  /** Undefined where none of them is chosen. */
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
};

/** A few exclusive choices in one row: radio buttons that look like one control. */
export const ChoiceGroup = <Value extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceGroupProps<Value>) => {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap rounded-md border border-line-strong bg-card">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative flex h-7.5 cursor-pointer items-center whitespace-nowrap px-2.5 first-of-type:rounded-l-md last-of-type:rounded-r-md',
            'has-focus-visible:outline-2 has-focus-visible:outline-blue',
            option.value === value
              ? 'bg-selection font-semibold text-green-ink'
              : 'text-muted hover:bg-row-hover hover:text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 cursor-pointer opacity-0"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
};
