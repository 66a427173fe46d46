/** Two rings that overlap: what several hold in common. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="7" className="mark-ground" />
      <circle cx="12.5" cy="16" r="6.5" />
      <circle cx="19.5" cy="16" r="6.5" />
    </svg>
  );
}
