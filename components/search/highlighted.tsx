/** A text with the part that matched marked. */
export const Highlighted = ({
  text,
  span,
}: {
  text: string;
  span: { start: number; end: number } | null;
}) =>
  span === null ? (
    text
  ) : (
    <>
      {text.slice(0, span.start)}
      <mark className="rounded-sm bg-yellow-wash text-ink">{text.slice(span.start, span.end)}</mark>
      {text.slice(span.end)}
    </>
  );
