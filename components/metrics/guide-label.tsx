import type { ChartGuide } from './drawing-content';
import { textWidth } from './place-marks';
import type { PlotArea } from './plot-area';

const height = 14;
/** Between the plot's left edge and the words. */
const indent = 4;

type GuideLabelProps = { guide: ChartGuide; area: PlotArea; level: number };

/**
 * The name of a guide line, over the oldest values and never over the newest, on a ground that lets
 * both be read; below a line that leaves no room above it.
 */
export const GuideLabel = ({ guide, area, level }: GuideLabelProps) => {
  const top = level - height - 2 < area.top ? level + 2 : level - height - 2;
  return (
    <g>
      <rect
        x={area.left + indent}
        y={top}
        width={textWidth(guide.label)}
        height={height}
        rx="2"
        fill="var(--card)"
        fillOpacity="0.85"
      />
      <text x={area.left + indent * 2} y={top + height - 4} fontSize="10.5" fill="var(--red-ink)">
        {guide.label}
      </text>
    </g>
  );
};
