/** Grey bars where words will stand; said once, in words, to who cannot see them. */
export function Loading({ what, rows = 6 }: { what: string; rows?: number }) {
  return (
    <div className="loading">
      <p role="status" className="unseen">
        Loading {what}
      </p>
      <div aria-hidden>
        {Array.from({ length: rows }, (_, row) => (
          <div key={row} className="loading-row">
            <span className="bar bar-short" />
            <span className="bar" />
            <span className="bar bar-middle" />
          </div>
        ))}
      </div>
    </div>
  );
}
