import { Card, CardHeader } from '../ui/card';

type RunbookCardProps = {
  title: string;
  entries: readonly string[];
  /** Whether their order matters. */
  isOrdered?: boolean;
};

/** Sentences of a runbook as a list; what stands between backticks is code. */
export const RunbookCard = ({ title, entries, isOrdered = false }: RunbookCardProps) => {
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <Card aria-label={title}>
      <CardHeader title={title} />
      <List
        className={`grid gap-2 pr-5 pb-4 pl-9 ${isOrdered ? 'list-decimal' : 'list-disc'} marker:text-muted`}
      >
        {entries.map((entry) => (
          <li key={entry} className="break-words pl-0.5">
            <Prose text={entry} />
          </li>
        ))}
      </List>
    </Card>
  );
};

/** A text in which every second part between backticks is code. */
const Prose = ({ text }: { text: string }) =>
  text.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
      <code key={index} className="wrap-anywhere rounded-sm bg-code px-1 font-mono text-xs">
        {part}
      </code>
    ) : (
      part
    ),
  );
