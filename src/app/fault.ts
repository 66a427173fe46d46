/** Something is wrong on our side; the command may be tried again. Shown as a problem with a reference, never in detail. */
export class Fault extends Error {
  readonly code: 'busy' | 'log.damaged' | 'log.newer';

  constructor(code: Fault['code'], message: string = code, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
  }
}
