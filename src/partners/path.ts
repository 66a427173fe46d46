/** One step into a JSON document: a name, the number of an item, or the item of which a field says something. */
export type Step = { name: string } | { item: number } | { field: string; equals: string };

/** What a path leads to. */
export type Led = { to: unknown } | { code: 'missing' | 'several' };

const LONGEST = 500;
const MOST_STEPS = 32;
/** A name up to the next dot or bracket, or what stands in brackets. */
const STEP = /([^.[\]]+)|\[([^\]]*)\]/y;
const ITEM = /^\d{1,6}$/;
const WHERE = /^([^=]+)=(.*)$/s;
/** No document means these; they are what JavaScript hides under its objects. */
const NEVER: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/** Reads a path such as `wards[name=Ward 6].beds.open` or `[0].value`. Undefined when it is none. */
export function parsePath(path: string): Step[] | undefined {
  if (path.length > LONGEST) return undefined;
  const steps: Step[] = [];
  let place = 0;
  while (place < path.length) {
    const isDot = path[place] === '.';
    // A dot stands before a name, never at the beginning and never before a bracket.
    if (isDot && (steps.length === 0 || path[place + 1] === '[')) return undefined;
    if (!isDot && path[place] !== '[' && steps.length > 0) return undefined;
    STEP.lastIndex = isDot ? place + 1 : place;
    const match = STEP.exec(path);
    const step = match ? stepOf(match[1], match[2]) : undefined;
    if (step === undefined || steps.length === MOST_STEPS) return undefined;
    steps.push(step);
    place = STEP.lastIndex;
  }
  return steps.length === 0 ? undefined : steps;
}

function stepOf(name: string | undefined, bracket: string | undefined): Step | undefined {
  if (name !== undefined) return { name };
  if (ITEM.test(bracket!)) return { item: Number(bracket) };
  const [, field, equals] = WHERE.exec(bracket!) ?? [];
  return field === undefined ? undefined : { field: field.trim(), equals: equals!.trim() };
}

/** Goes along a path. What is there by inheritance alone is not there. */
export function follow(document: unknown, path: string): Led {
  let at = document;
  for (const step of parsePath(path) ?? [{ item: -1 }]) {
    const led = into(at, step);
    if ('code' in led) return led;
    at = led.to;
  }
  return at === undefined ? { code: 'missing' } : { to: at };
}

function into(at: unknown, step: Step): Led {
  if ('name' in step) return { to: own(at, step.name) };
  if (!Array.isArray(at)) return { code: 'missing' };
  if ('item' in step) return { to: at[step.item] };
  const items = at.filter((item) => says(own(item, step.field), step.equals));
  if (items.length > 1) return { code: 'several' };
  return { to: items[0] };
}

function says(value: unknown, text: string): boolean {
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isPlain && String(value).trim() === text;
}

/** A field that the document itself has. */
export function own(at: unknown, name: string): unknown {
  if (typeof at !== 'object' || at === null || Array.isArray(at) || NEVER.includes(name)) return undefined;
  return Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined;
}
