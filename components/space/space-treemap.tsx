'use client';

import { ResponsiveContainer, Treemap } from 'recharts';
import type { FolderPart } from '@/lib/domain/space/folder-parts';

/** A part with the words that stand on its tile. */
export type Tile = { part: FolderPart; label: string; size: string };

type SpaceTreemapProps = { tiles: readonly Tile[]; onOpen: (part: FolderPart) => void };

const colours = Array.from({ length: 7 }, (_, index) => `var(--member-${index + 1})`);
/** Of the mouse's target; the table beside it is what the keyboard uses. */
const letterWidth = 6.6;
const padding = 6;

const colourOf = ({ kind }: FolderPart, index: number): string =>
  kind === 'folder' ? (colours[index % colours.length] ?? 'var(--muted)') : 'var(--muted)';

const cutTo = (text: string, width: number): string => {
  const letters = Math.floor((width - 2 * padding) / letterWidth);
  return text.length <= letters ? text : `${text.slice(0, Math.max(0, letters - 1))}…`;
};

type TileShapeProps = {
  tile: Tile | undefined;
  index: number;
  box: { x: number; y: number; width: number; height: number };
};

/** Colours tell neighbours apart and nothing else: the words say what a tile is. */
const TileShape = ({ tile, index, box }: TileShapeProps) => {
  if (tile === undefined) {
    return <g />;
  }
  const { part, label, size } = tile;
  const hasRoom = box.width > 44 && box.height > 22;
  return (
    <g className={part.place === undefined ? undefined : 'cursor-pointer'}>
      <title>{`${label} · ${size}`}</title>
      <rect
        {...box}
        fill={colourOf(part, index)}
        fillOpacity={part.kind === 'folder' ? 0.3 : 0.15}
        stroke="var(--card)"
        strokeWidth={2}
      />
      {hasRoom ? (
        <text x={box.x + padding} y={box.y + 16} fill="var(--ink)" fontSize={11.5}>
          {cutTo(label, box.width)}
        </text>
      ) : null}
      {hasRoom && box.height > 38 ? (
        <text x={box.x + padding} y={box.y + 31} fill="var(--ink)" fontSize={11}>
          {cutTo(size, box.width)}
        </text>
      ) : null}
    </g>
  );
};

/** The parts of a folder by size; the same numbers stand in the table, so it is hidden from readers. */
export const SpaceTreemap = ({ tiles, onOpen }: SpaceTreemapProps) => {
  const data = tiles.map(({ part, label }) => ({ name: label, size: Math.max(1, part.bytes) }));
  return (
    <div aria-hidden className="h-64 px-4">
      <ResponsiveContainer width="100%" height="100%">
        <Treemap
          data={data}
          dataKey="size"
          isAnimationActive={false}
          onClick={({ index }) => {
            const part = tiles[index]?.part;
            if (part?.place !== undefined) {
              onOpen(part);
            }
          }}
          content={({ x, y, width, height, depth, index }) => (
            <TileShape
              tile={depth === 1 ? tiles[index] : undefined}
              index={index}
              box={{ x, y, width, height }}
            />
          )}
        />
      </ResponsiveContainer>
    </div>
  );
};
