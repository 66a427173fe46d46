/** Local mode cannot start, or go on: the message is one line for the person at the terminal, who can do what it says. */
export class LocalFault extends Error {
  override readonly name = 'LocalFault';
}
