import type { LogFault } from '../log/fault.ts';
import type { Exported } from './export.ts';
import type { FieldsOf, Hidden } from './fields.ts';
import { entries, faultWords, shown } from './words.ts';
import type { KeyFrom } from './trust.ts';
import type { Verified } from './verify.ts';

const MEANING = 'nothing that was in the log at your remembered checkpoint has changed, and the log has only grown';

/** Entries named one by one before the rest is counted. */
const NAMED = 10;

/** What an auditor is told of a log that verifies. `memory` is the file in which it is remembered now, if in any. */
export function verifiedReport(verified: Verified, where: string, memory: string | undefined): string {
  const { origin, size, root, key, keyFrom, earlier, hidden } = verified;
  return [
    earlier.length > 0 ? `Verified: ${MEANING}.` : firstLook(memory),
    'Every entry, disclosed field, hash and root fits, and the checkpoint is signed with the key.',
    '',
    fact('Read from', where),
    fact('Entries', size.toLocaleString('en-GB')),
    fact('Checkpoint', `${origin}, ${entries(size)}, root ${root}`),
    fact('Key', key),
    fact('', KEY_WORDS[keyFrom]),
    fact('Compared', comparedWords(earlier)),
    fact('Erased', erasedWords(hidden)),
    fact('Withheld', withheldWords(hidden)),
    fact('Remembered', memory === undefined ? 'nothing' : `this checkpoint and key, in ${memory}`),
    '',
  ].join('\n');
}

/** What an auditor is told of a log that does not verify. */
export function failureReport(fault: LogFault, where: string): string {
  return [
    `NOT VERIFIED. ${faultWords(fault)}`,
    '',
    fact('Read from', where),
    '',
    'Do not rely on this log until that is explained. Keep this message, and tell every partner.',
    `What you remembered of the log before stays as it was. (${shown(fault.code)})`,
    '',
  ].join('\n');
}

export function exportReport({ origin, size }: Exported, file: string): string {
  return [
    `Wrote ${entries(size)} of ${shown(origin)} to ${shown(file)}.`,
    `Nothing has been verified yet. To do so, here or anywhere: concordat verify ${shown(file)}`,
    '',
  ].join('\n');
}

/** A new key, for whoever runs the service. The secret stands in the second line alone. */
export function keyReport({ origin, secret, verifier }: { origin: string; secret: string; verifier: string }): string {
  return [
    'Settings of the service. The key is a secret: keep it where you keep passwords, and keep a copy, since it is not kept here.',
    `LOG_SIGNING_KEY=${secret}`,
    `LOG_ORIGIN=${origin}`,
    '',
    'Verifier key, for your partners. Give it to them by another way than the service, for "concordat verify … --key".',
    verifier,
    '',
  ].join('\n');
}

/** Without an earlier checkpoint there is no past to vouch for, and that must not read like more. */
function firstLook(memory: string | undefined): string {
  const next =
    memory === undefined
      ? 'This run is not remembered, so the next one will be a first look too.'
      : `From the next run on, verified means: ${MEANING}.`;
  return `Verified as far as a first look can: the log fits together. There was no earlier checkpoint to compare with. ${next}`;
}

const KEY_WORDS: Record<KeyFrom, string> = {
  given: 'given by you',
  remembered: 'the one remembered from an earlier run',
  host: 'taken on trust from the log itself, for want of another: ask somebody other than its host whether it is right',
};

const EARLIER_WORDS = { given: 'the checkpoint given by you', remembered: 'the remembered checkpoint' };

function comparedWords(earlier: Verified['earlier']): string {
  if (earlier.length === 0) return 'with nothing: this is the first look';
  return `with ${earlier.map(({ size, from }) => `${EARLIER_WORDS[from]} of ${entries(size)}`).join(', and with ')}`;
}

function erasedWords({ erased }: Hidden): string {
  if (erased.length === 0) return 'nothing';
  return `${fields(erased)}, as the host says; the proofs hold without them`;
}

function fields(hidden: readonly FieldsOf[]): string {
  return `fields of ${entries(hidden.length)}: ${named(hidden)}`;
}

function withheldWords({ withheld }: Hidden): string {
  if (withheld.length === 0)
    return 'none of the fields that every entry has (optional ones cannot be told from padding)';
  const number = withheld.reduce((sum, { names }) => sum + names.length, 0);
  const are = number === 1 ? '1 field' : `${number.toLocaleString('en-GB')} fields`;
  return `${are} of ${entries(withheld.length)} not shown to you: ${named(withheld)}`;
}

function named(hidden: readonly FieldsOf[]): string {
  const each = hidden.slice(0, NAMED).map(({ index, names }) => `entry ${index} (${names.map(shown).join(', ')})`);
  const rest = hidden.length - each.length;
  return rest > 0 ? `${each.join(', ')} and ${rest.toLocaleString('en-GB')} more` : each.join(', ');
}

function fact(name: string, value: string): string {
  return `${name.padEnd(12)}${shown(value)}`;
}
