/**
 * Text that is safe to put into a TextBlock or a FactSet, which read Markdown. Only this file makes it, so a template
 * whose data are `Markdown` cannot be given what somebody wrote as it stands.
 */
export type Markdown = string & { readonly [SAFE]: true };

declare const SAFE: unique symbol;

/** Holds two characters apart that would mean something together, and shows nothing. */
const JOINER = '\u2060';

/**
 * What somebody wrote, to be read exactly as it was written: no link, mention, emphasis, list, heading, picture, HTML
 * or date function can be planted with it. Line breaks stay; emoji and right-to-left writing stay.
 *
 * An invisible joiner rather than a backslash breaks what could do harm, since Teams on some phones reads Markdown with
 * a parser that follows `[words](address)` even behind a backslash.
 */
export function escape(text: string): Markdown {
  const lines = plain(text)
    .split(/[\n\u2028\u2029]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map(escapeLine).join('\n\n') as Markdown;
}

function escapeLine(line: string): string {
  const escaped = line
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
    .replace(/\*(?=\S)|(?<=\S)\*/g, '\\*')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/`/g, '\\`')
    .replace(/~(?=~)|(?<=\S)~/g, '\\~')
    .replace(/\](?=[([:])/g, `]${JOINER}`)
    .replace(/<(?=[\p{L}/!?])/gu, `<${JOINER}`)
    .replace(/&(?=#?\w+;)/g, `&${JOINER}`)
    .replace(/\{(?=\{)/g, `{${JOINER}`)
    .replace(/^(?=[-+*#>|=]|\d+[.)])/, JOINER);
  return isolated(escaped);
}

/** Right-to-left words inside our sentences keep their own order and leave ours alone. */
function isolated(line: string): string {
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Characters that reorder what stands around them, and controls other than the line break. */
const UNSEEN = /[\u202A-\u202E\u2066-\u2069\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g;

/** Text for a place that reads no Markdown (an input's value, a choice, a button): only what would deceive is taken out. */
export function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNSEEN, '').toWellFormed();
}

/** Our own sentence around words that have been made safe. */
export function safe(parts: TemplateStringsArray, ...values: (Markdown | number)[]): Markdown {
  return String.raw({ raw: parts }, ...values) as Markdown;
}

/** Several pieces as one. */
export function joined(pieces: readonly Markdown[], by = ', '): Markdown {
  return pieces.join(by) as Markdown;
}

/**
 * A link that says where it leads: somebody's words, and the host behind the address. Anything but a plain web address
 * is shown as text and cannot be followed.
 */
export function linkTo(label: Markdown, address: string): Markdown {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return safe`${label} (${escape(address)})`;
  const words = label.replace(/[[\]]/g, String.raw`\$&`).replaceAll('\n', ' ');
  const target = url.href.replace(/[^\w\-.:/?&=%#@+,;~]|_/g, (character) =>
    character === '_' ? '%5F' : `%${character.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `[${words}](${target}) (${escape(url.host)})` as Markdown;
}
