/**
 * What can be wrong with a store, each a matter for whoever runs it:
 * - `store.unwritable`: the place cannot be written: no permission, not a folder, no space, a failing disk.
 * - `store.newer`: a later version of Concordat made it; this one would spoil it.
 * - `store.damaged`: it is no store of ours, or its structure is broken. Restore it from a backup.
 * - `store.busy`: another process held it for longer than we wait. Try again.
 */
export type StoreFaultCode = 'store.unwritable' | 'store.newer' | 'store.damaged' | 'store.busy';

/** The store itself has failed, not what was asked of it. `where` is its path or address; `cause` is the first cause. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: StoreFaultCode;
  readonly where: string;

  constructor(code: StoreFaultCode, where: string, options: { cause?: unknown } = {}) {
    super(`${code}: ${where}`, options);
    this.code = code;
    this.where = where;
  }
}
