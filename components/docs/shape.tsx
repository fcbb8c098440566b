import clsx from 'clsx';

/** A type laid out in lines; it can be focused, so that the keyboard can scroll it. */
export const Shape = ({ text, framed = false }: { text: string; framed?: boolean }) => (
  <pre
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    tabIndex={0}
    className={clsx(
      'overflow-x-auto rounded-md p-3 font-mono text-sm',
      framed ? 'border border-line bg-card' : 'bg-code',
    )}
  >
    {text}
  </pre>
);
