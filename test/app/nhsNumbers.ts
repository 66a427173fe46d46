/**
 * Numbers from the range that is for tests only (999 000 0000 to 999 999 9999), with the check digit worked out here
 * and not by the code under test: weights 10 to 2, eleven less the remainder, 11 counts as 0, 10 is no number.
 */
export function nhsNumber(place: number): string {
  for (let body = 999_000_111 + place * 7_919; ; body++) {
    const digits = [...String(body)].map(Number);
    const sum = digits.reduce((total, digit, n) => total + digit * (10 - n), 0);
    const check = 11 - (sum % 11);
    if (check !== 10) return `${body}${check === 11 ? 0 : check}`;
  }
}

/** The same digits with one at the end that does not fit. */
export function brokenNumber(place: number): string {
  const number = nhsNumber(place);
  return number.slice(0, 9) + ((Number(number[9]) + 1) % 10);
}

/** Written 3-3-4, with this between the groups. */
export function grouped(number: string, gap = ' '): string {
  return [number.slice(0, 3), number.slice(3, 6), number.slice(6)].join(gap);
}
