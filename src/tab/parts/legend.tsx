const WORDS = { set: 'Set by a person', gap: 'Not known', masked: 'From 1 to 7, shown as *' };

/** What the marks of a plot mean, as far as they occur in it. */
export function Legend({ shown }: { shown: readonly (keyof typeof WORDS | false)[] }) {
  const marks = shown.filter((mark) => mark !== false);
  if (marks.length === 0) return null;
  return (
    <p className="legend" aria-hidden>
      {marks.map((mark) => (
        <span key={mark} className="legend-one">
          <span className={`swatch swatch-${mark}`} /> {WORDS[mark]}
        </span>
      ))}
    </p>
  );
}
