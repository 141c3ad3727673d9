/** The heading of a page or of a new state of it. Takes the focus when it appears in place of something else. */
import { type ReactNode, useEffect, useRef } from 'react';

export function Heading({
  children,
  takesFocus = false,
}: {
  readonly children: ReactNode;
  readonly takesFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [takesFocus]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
