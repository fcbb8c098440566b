'use client';

import type { ChartLine } from './chart-lines';
import type { LineDrawingContent } from './drawing-content';
import { type PlotArea, placeOfTime, plotArea } from './plot-area';
import { isUsual, stateBands } from './state-bands';
import { TimeLabels } from './time-labels';

/** The share of a lane its bands take. */
const laneShare = 0.62;
/** A state that should not be is a thin line, so that colour is not all that tells it. */
const failureHeight = 3;
const widestBand = 56;
/** The letters of a member's name that fit before its lane. */
const shownLetters = 9;

const shortName = (name: string): string =>
  name.length > shownLetters ? `${name.slice(0, shownLetters - 1)}…` : name;

type BandsProps = {
  line: ChartLine;
  content: LineDrawingContent;
  area: PlotArea;
  middle: number;
  height: number;
};

const Bands = ({ line, content: { span }, area, middle, height }: BandsProps) =>
  stateBands(line.series.points, span).map(({ from, to, isOn }) => {
    const isFailure = isUsual(line) && !isOn;
    const tall = isFailure ? failureHeight : height;
    const left = placeOfTime(area, span, from);
    return isOn || isFailure ? (
      <rect
        key={from}
        x={left}
        y={middle - tall / 2}
        width={Math.max(1, placeOfTime(area, span, to) - left)}
        height={tall}
        fill={isFailure ? 'var(--red)' : line.colour}
        fillOpacity={isUsual(line) && isOn ? 0.3 : 1}
      />
    ) : null;
  });

type BandDrawingProps = { content: LineDrawingContent; width: number; height: number };

/** States of members, 1 or 0, as bands: a lane for each member, since lines would cover each other. */
export const BandDrawing = ({ content, width, height }: BandDrawingProps) => {
  const { lines, span } = content;
  const area = plotArea(width, height);
  const members = [...new Set(lines.map(({ memberName }) => memberName))];
  const laneHeight = area.height / Math.max(1, members.length);
  return (
    <svg aria-hidden width={width} height={height} fontSize="10.5" className="fill-muted">
      {members.map((member, lane) => {
        const middle = area.top + (lane + 0.5) * laneHeight;
        return (
          <g key={member}>
            <text x={area.left - 8} y={middle + 4} textAnchor="end">
              {shortName(member)}
            </text>
            {lines
              .filter(({ memberName }) => memberName === member)
              .map((line) => (
                <Bands
                  key={line.key}
                  line={line}
                  content={content}
                  area={area}
                  middle={middle}
                  height={Math.min(widestBand, laneHeight * laneShare)}
                />
              ))}
          </g>
        );
      })}
      <TimeLabels area={area} span={span} width={width} />
    </svg>
  );
};
