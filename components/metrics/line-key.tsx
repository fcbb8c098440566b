type LineKeyProps = { colour: string; dash: string | undefined; isPale?: boolean };

/** A short piece of a line or band as the chart draws it, before its name. */
export const LineKey = ({ colour, dash, isPale = false }: LineKeyProps) => (
  <svg aria-hidden width="14" height="4" viewBox="0 0 14 4" className="flex-none">
    <line
      x1="0"
      x2="14"
      y1="2"
      y2="2"
      stroke={colour}
      strokeWidth="2.5"
      strokeDasharray={dash}
      strokeOpacity={isPale ? 0.4 : 1}
    />
  </svg>
);
