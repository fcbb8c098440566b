'use client';

import { type MetricsFrame, usePanels } from '@/lib/api/metrics';
import { Dialog } from '../ui/dialog';
import { ErrorNotice } from '../ui/error-notice';
import { UndoZoom } from './undo-zoom';
import { type PanelPiecesProps, usePanelPieces } from './use-panel-pieces';

/** A wider chart shows more points. */
const points = 480;

type FullScreenPanelProps = Omit<PanelPiecesProps, 'frame' | 'data' | 'isFull'> & {
  frame: MetricsFrame;
  onUndoZoom: (() => void) | undefined;
};

/** One panel over the whole window. */
export const FullScreenPanel = ({ onUndoZoom, ...props }: FullScreenPanelProps) => {
  const { cluster, frame, declaration, onView } = props;
  const { data, error, refetch } = usePanels(cluster, [declaration.id], frame, { points });
  const { title, note, hint, actions, content } = usePanelPieces({ ...props, data, isFull: true });
  return (
    <Dialog
      open
      full
      onOpenChange={(open) => {
        if (!open) {
          onView({ full: null });
        }
      }}
      title={title}
      description={`${note} · ${hint}`}
    >
      <div className="flex items-center justify-end gap-2">
        <UndoZoom onUndo={onUndoZoom} />
        {actions}
      </div>
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {content}
    </Dialog>
  );
};
