import { z } from 'zod';
import { FORMS, type Press } from '../cards/press.ts';
import type { Activity } from './activity.ts';
import type { Inputs } from './forms.ts';

const programme = z.string().regex(/^[a-z0-9-]{1,64}$/);
const number = z.coerce.number().int().min(1).max(1e9);
const nonce = z.string().min(1).max(100);
const person = z.string().max(200);

const AnyPress: z.ZodType<Press> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('see'), programme, number, seen: z.boolean(), nonce }),
  z.object({
    do: z.literal('open'),
    form: z.enum(FORMS),
    programme,
    number: number.optional(),
    person: person.optional(),
  }),
  z.object({
    do: z.literal('submit'),
    form: z.enum(FORMS),
    programme,
    number: number.optional(),
    person: person.optional(),
    nonce,
  }),
  z.object({ do: z.literal('history'), programme, number }),
  z.object({ do: z.literal('page'), programme, filter: z.string().max(3_000), cursor: z.string().max(20) }),
]);

/** The way a press came in, which decides how it is answered. */
export type PressedBy = 'execute' | 'submit' | 'taskFetch' | 'taskSubmit';

/** A press of a card's button, with what stood in the card's inputs. */
export type Pressed = { press: Press; inputs: Inputs; by: PressedBy; automatic: boolean };

const Data = z.record(z.string(), z.unknown());
const Execute = z.object({ action: z.object({ data: Data }), trigger: z.string().optional() });
const Task = z.object({ data: Data });

/** What an activity presses; undefined when it is no press, `malformed` when its data are none of ours. */
export function readPress(activity: Activity): Pressed | 'malformed' | undefined {
  if (activity.type === 'message')
    return activity.value === undefined || activity.value === null
      ? undefined
      : pressed('submit', Data.safeParse(activity.value).data);
  if (activity.type !== 'invoke') return undefined;
  switch (activity.name) {
    case 'adaptiveCard/action': {
      const execute = Execute.safeParse(activity.value).data;
      return pressed('execute', execute?.action.data, execute?.trigger === 'automatic');
    }
    case 'task/fetch':
      return pressed('taskFetch', Task.safeParse(activity.value).data?.data);
    case 'task/submit':
      return pressed('taskSubmit', Task.safeParse(activity.value).data?.data);
    default:
      return undefined;
  }
}

function pressed(by: PressedBy, data: Record<string, unknown> | undefined, automatic = false): Pressed | 'malformed' {
  const press = AnyPress.safeParse(data);
  if (!press.success) return 'malformed';
  const own = new Set(['do', 'msteams', ...Object.keys(press.data)]);
  const inputs: Inputs = {};
  for (const [name, value] of Object.entries(data ?? {}))
    if (!own.has(name) && typeof value === 'string') inputs[name] = value;
  return { press: press.data, inputs, by, automatic };
}

/** Under which the same press is recognised when it comes in twice: who, what, and which rendering of the card. */
export function pressKey(who: string, press: Press): string | undefined {
  if (press.do === 'see') return `press ${who} see ${press.number} ${press.seen} ${press.nonce}`;
  if (press.do === 'submit') return `press ${who} submit ${press.form} ${press.nonce}`;
  return undefined;
}
