type BarProps = {
  /** Parts of the whole, 0 to 1, drawn over one another from the left: the largest first. */
  parts: readonly { fraction: number; className: string }[];
  /** What the bar shows; left out where the same numbers stand beside it as text. */
  label?: string;
  className?: string;
};

/** A part that is more than nothing is always seen. */
const leastFraction = 0.01;

const percent = (fraction: number): string =>
  `${(fraction > 0 ? Math.min(1, Math.max(leastFraction, fraction)) * 100 : 0).toFixed(2)}%`;

/** A thin bar. It is drawn with SVG attributes because the page's CSP refuses inline styles. */
export const Bar = ({ parts, label, className = 'w-33' }: BarProps) => (
  <svg
    role={label === undefined ? undefined : 'img'}
    aria-label={label}
    aria-hidden={label === undefined}
    className={`inline-block h-1.5 overflow-hidden rounded-sm bg-line align-middle ${className}`}
  >
    {parts.map((part) => (
      <rect
        key={part.className}
        width={percent(part.fraction)}
        height="100%"
        className={part.className}
      />
    ))}
  </svg>
);
