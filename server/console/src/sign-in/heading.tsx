import { useEffect, useRef } from 'preact/hooks';

/**
 * The heading of a step. It takes the focus when the step appears, so that a screen reader says what happened, and no
 * button is pressed by a key that was meant for the step before.
 */
export function Heading({ text }: { text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [text]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}
