type Step = { at: string; value: number | null };

/**
 * As many steps as so many columns can show: of those that fall into one column its lowest, its highest and its last, in
 * their order. What is not known stays where it is all that a column has.
 */
export function thinned<S extends Step>(steps: readonly S[], from: number, to: number, columns: number): readonly S[] {
  if (steps.length <= 2 * columns) return steps;
  const column = ({ at }: S) => Math.floor(((Date.parse(at) - from) / (to - from)) * columns);
  return [...Map.groupBy(steps, column).values()].flatMap((together) => {
    const known = together.filter(({ value }) => value !== null);
    if (known.length === 0) return together.slice(0, 1);
    const lowest = known.reduce((one, other) => (other.value! < one.value! ? other : one));
    const highest = known.reduce((one, other) => (other.value! > one.value! ? other : one));
    const kept = new Set([lowest, highest, together.at(-1)!]);
    return together.filter((step) => kept.has(step));
  });
}
