/** `NMH, EVC and RPC` */
export function listed(words: readonly string[], word: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${word} ${words.at(-1)!}`;
}

/** `Risk appetite` */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
