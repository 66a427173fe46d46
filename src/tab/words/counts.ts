const figures = new Intl.NumberFormat('en-GB');

/** `1,000` */
export function figure(number: number): string {
  return figures.format(number);
}

/** `1 decision`, `1,000 decisions` */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

/** What the list says of itself, aloud too: how many match, and how many of them are on the page. */
export function listWords(total: number, shown: number, narrowed: boolean): string {
  if (total === 0) return narrowed ? 'No decisions match' : 'No decisions yet';
  const all = narrowed ? `${count(total, 'decision')} ${total === 1 ? 'matches' : 'match'}` : count(total, 'decision');
  return shown < total ? `${all}, the newest ${figure(shown)} shown` : `${all}, newest first`;
}
