'use client';

import { Card } from '../ui/card';
import { type PanelPiecesProps, usePanelPieces } from './use-panel-pieces';

/** A panel in its card: title, what it means, chart or table. */
export const PanelCard = (props: Omit<PanelPiecesProps, 'isFull'>) => {
  const { id } = props.declaration;
  const { title, note, hint, actions, content } = usePanelPieces({ ...props, isFull: false });
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-26">
      <div className="px-4 py-2">
        <div className="flex items-center gap-2">
          <h3
            id={`${id}-title`}
            title={hint}
            className="min-w-0 flex-1 font-semibold text-md leading-5"
          >
            {title}
          </h3>
          {actions}
        </div>
        <p className="text-muted text-xs">{note}</p>
        <p className="sr-only">{hint}</p>
      </div>
      {content}
    </Card>
  );
};
