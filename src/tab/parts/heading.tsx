import { useEffect, useRef, type ReactNode } from 'react';

/** The page that has the focus already; none on arrival, since a page that loads must not take the focus. */
let focused: string | null = null;

/**
 * The one `h1`. Takes the focus and names the window when the reader has come here from another page, unless
 * they are still at a choice that outlives the page.
 */
export function PageHeading({ page, title, children }: { page: string; title: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Concordat`;
  }, [title]);
  useEffect(() => {
    const choosing = document.activeElement?.matches('select, input');
    if (focused !== null && focused !== page && !choosing) heading.current?.focus({ preventScroll: true });
    focused = page;
  }, [page]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
