/** A short piece of a line as the chart draws it, before its name. */
export const LineKey = ({ colour, isDashed }: { colour: string; isDashed: boolean }) => (
  <svg aria-hidden width="12" height="4" viewBox="0 0 12 4" className="flex-none">
    <line
      x1="0"
      x2="12"
      y1="2"
      y2="2"
      stroke={colour}
      strokeWidth="2.5"
      strokeDasharray={isDashed ? '4 2' : undefined}
    />
  </svg>
);
