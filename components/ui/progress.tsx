import { Bar } from './bar';

type ProgressProps = {
  label: string;
  /** 0 to 1, or undefined while the end is not known. */
  fraction: number | undefined;
};

/** Progress of work, with its value for screen readers. */
export const Progress = ({ label, fraction }: ProgressProps) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={fraction === undefined ? undefined : Math.round(fraction * 100)}
    className={fraction === undefined ? 'flex animate-pulse' : 'flex'}
  >
    <Bar
      className="w-full"
      parts={[
        {
          fraction: fraction ?? 1,
          className: fraction === undefined ? 'fill-green-soft' : 'fill-green',
        },
      ]}
    />
  </div>
);
