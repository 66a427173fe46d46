/** The most moments, in milliseconds, that fall into any span of that length; a moment at its very end is not in it. */
export function mostWithin(moments: readonly number[], milliseconds: number): number {
  const sorted = moments.toSorted((one, other) => one - other);
  let most = 0;
  for (let first = 0, after = 0; first < sorted.length; first++) {
    while (after < sorted.length && sorted[after]! < sorted[first]! + milliseconds) after++;
    most = Math.max(most, after - first);
  }
  return most;
}
