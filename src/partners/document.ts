import { PartnerFault } from './fault.ts';

/** How deep a document may nest: deeper ones are made to break parsers. */
export const DEEPEST = 32;
const HTML = /^\s*(<!--[^]{0,2000}?-->\s*)?<(!doctype\s+html|html|head|body)[\s>]/i;

/**
 * The text of a document, without its byte-order mark. Strictly UTF-8: what is guessed is sometimes guessed wrong.
 * @throws PartnerFault `document.notUtf8`
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PartnerFault('document.notUtf8', { cause });
  }
}

/** Whether it is a web page, such as a sign-in or an error page that is sent with status 200. */
export function isWebPage(text: string): boolean {
  return HTML.test(text.slice(0, 4_000));
}

/**
 * Parses JSON. The depth is looked at before the parser goes down.
 * @throws PartnerFault `document.otherKind`, `document.tooDeep`, `document.malformed`
 */
export function jsonOf(text: string): unknown {
  if (/^\s*</.test(text)) throw new PartnerFault('document.otherKind');
  if (depthOf(text) > DEEPEST) throw new PartnerFault('document.tooDeep');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PartnerFault('document.malformed', { cause });
  }
}

/** How deep lists and objects nest, up to one more than may be. Brackets within strings do not count. */
function depthOf(text: string): number {
  let [depth, deepest, isString] = [0, 0, false];
  for (let place = 0; place < text.length && deepest <= DEEPEST; place++) {
    const character = text.charCodeAt(place);
    if (isString) {
      if (character === BACKSLASH) place++;
      else if (character === QUOTE) isString = false;
    } else if (character === QUOTE) isString = true;
    else if (character === BRACKET || character === BRACE) deepest = Math.max(deepest, ++depth);
    else if (character === BRACKET_CLOSED || character === BRACE_CLOSED) depth--;
  }
  return deepest;
}

const [QUOTE, BACKSLASH, BRACKET, BRACKET_CLOSED, BRACE, BRACE_CLOSED] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
