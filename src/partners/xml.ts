import { XMLParser } from 'fast-xml-parser';
import { DEEPEST, isWebPage } from './document.ts';
import { PartnerFault } from './fault.ts';

/** An element with its children by name and its attributes by `@name`; text alone is a string. */
export type Element = Record<string, unknown>;

/** So much that going through it holds nobody else up; the parser takes its time with what is made for that. */
const LONGEST = 2_000_000;
const MOST_ELEMENTS = 100_000;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // Nothing expands: a document that declares entities is refused, and the five of XML itself are read in decode().
  processEntities: false,
  maxNestedTags: DEEPEST,
});

/**
 * Parses XML, without entities of its own.
 * @throws PartnerFault `document.otherKind` for what is not XML or is a web page; `document.tooDeep`; `body.tooLarge` for
 * more than a feed can be; `document.malformed`, also for every document type, since that is where entities come from
 */
export function xmlOf(text: string): Element {
  if (isWebPage(text) || !/^\s*</.test(text)) throw new PartnerFault('document.otherKind');
  if (text.length > LONGEST) throw new PartnerFault('body.tooLarge');
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new PartnerFault('document.malformed');
  checkExtent(text);
  try {
    return parser.parse(text, true) as Element;
  } catch (cause) {
    throw new PartnerFault('document.malformed', { cause });
  }
}

/** Comments, character data and instructions, which hold no elements; closing and opening tags, which may hold `>` in quotes. */
const MARKUP = /<!--|<!\[CDATA\[|<\?|<\/|<(?=[^\s!?/])/g;
const ENDS: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/** Looks how deep and how many elements there are, before the parser goes down to them. */
function checkExtent(text: string): void {
  let [depth, elements] = [0, 0];
  MARKUP.lastIndex = 0;
  for (let mark = MARKUP.exec(text); mark !== null; mark = MARKUP.exec(text)) {
    const end = ENDS[mark[0]];
    if (end !== undefined) {
      const place = text.indexOf(end, MARKUP.lastIndex);
      if (place < 0) return;
      MARKUP.lastIndex = place + end.length;
    } else if (mark[0] === '</') depth--;
    else {
      const place = tagEnd(text, MARKUP.lastIndex);
      if (text[place - 1] !== '/') depth++;
      if (depth > DEEPEST) throw new PartnerFault('document.tooDeep');
      if (++elements > MOST_ELEMENTS) throw new PartnerFault('body.tooLarge');
      MARKUP.lastIndex = place + 1;
    }
  }
}

/** Where the tag that has begun ends: at the next `>` that stands in no quotes. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let place = from; place < text.length; place++) {
    const character = text[place]!;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '>') return place;
    else if (character === '"' || character === "'") quote = character;
  }
  return text.length;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi;

/** Text with the references read that XML itself knows, once: what comes out is not looked at again. */
export function decode(text: string): string {
  return text.replace(REFERENCE, (reference, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? reference;
    const point = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}
