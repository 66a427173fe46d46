import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FORMS, type Press } from '../cards/press.ts';
import type { Activity } from './activity.ts';
import type { Inputs } from './inputs.ts';

const programme = z.string().regex(/^[a-z0-9-]{1,64}$/);
const number = z.coerce.number().int().min(1).max(1e9);
const nonce = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const person = z.string().max(200);

/** Longer than any input of ours lets through. */
const LONGEST_INPUT = 20_000;

const partner = z.string().max(20);
const round = { programme, standup: number, round: number };
const subject = {
  number: number.optional(),
  person: person.optional(),
  standup: number.optional(),
  round: number.optional(),
  source: number.optional(),
  partner: partner.optional(),
  indicator: z.string().max(40).optional(),
};

const AnyPress: z.ZodType<Press> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('see'), programme, number, seen: z.boolean(), nonce }),
  z.object({ do: z.literal('position'), programme, number, position: z.enum(['agree', 'abstain']), nonce }),
  z.object({ do: z.literal('close'), programme, number, nonce }),
  z.object({ do: z.literal('refresh'), programme, number }),
  z.object({ do: z.literal('noChange'), ...round, nonce }),
  z.object({ do: z.literal('turn'), ...round, after: z.string().max(20), nonce }),
  z.object({ do: z.literal('closeRound'), ...round, nonce }),
  z.object({ do: z.literal('showRound'), ...round }),
  z.object({ do: z.literal('showStatus'), programme, from: z.coerce.number().int().min(0).max(10_000) }),
  z.object({ do: z.literal('showPartner'), programme, partner }),
  z.object({ do: z.literal('showSources'), programme }),
  z.object({ do: z.literal('showSource'), programme, source: number }),
  z.object({ do: z.literal('confirm'), programme, source: number, on: z.enum(['ask', 'source', 'partner']), nonce }),
  z.object({ do: z.literal('trySource'), programme, source: number.optional(), nonce }),
  z.object({ do: z.literal('takeExample'), programme, nonce }),
  z.object({ do: z.literal('open'), form: z.enum(FORMS), programme, ...subject }),
  z.object({ do: z.literal('submit'), form: z.enum(FORMS), programme, ...subject, nonce }),
  z.object({ do: z.literal('history'), programme, number }),
  z.object({ do: z.literal('show'), programme, number }),
  z.object({ do: z.literal('page'), programme, filter: z.string().max(3_000), cursor: z.string().max(20) }),
]);

/** The way a press came in, which decides how it is answered. */
export type PressedBy = 'execute' | 'submit' | 'taskFetch' | 'taskSubmit';

/** A press of a card's button, with what stood in the card's inputs. */
export type Pressed = { press: Press; inputs: Inputs; by: PressedBy };

const Data = z.record(z.string(), z.unknown());
const Execute = z.object({ action: z.object({ data: Data }) });
const Task = z.object({ data: Data });

/** What an activity presses; undefined when it is no press, `malformed` when its data are none of ours. */
export function readPress(activity: Activity): Pressed | 'malformed' | undefined {
  if (activity.type === 'message')
    return activity.value === undefined || activity.value === null
      ? undefined
      : pressed('submit', Data.safeParse(activity.value).data);
  if (activity.type !== 'invoke') return undefined;
  switch (activity.name) {
    case 'adaptiveCard/action':
      return pressed('execute', Execute.safeParse(activity.value).data?.action.data);
    case 'task/fetch':
      return pressed('taskFetch', Task.safeParse(activity.value).data?.data);
    case 'task/submit':
      return pressed('taskSubmit', Task.safeParse(activity.value).data?.data);
    default:
      return undefined;
  }
}

function pressed(by: PressedBy, data: Record<string, unknown> | undefined): Pressed | 'malformed' {
  const press = AnyPress.safeParse(data);
  if (!press.success) return 'malformed';
  const own = new Set(['do', 'msteams', ...Object.keys(press.data)]);
  const inputs: Inputs = {};
  for (const [name, value] of Object.entries(data ?? {}))
    if (!own.has(name) && typeof value === 'string' && value.length <= LONGEST_INPUT) inputs[name] = value;
  return { press: press.data, inputs, by };
}

/**
 * Under which the same press is recognised when it comes in twice: who, what, which rendering of the card, and for a
 * form also what stood in it, since a form that is sent again with other words is another.
 */
export function pressKey(who: string, { press, inputs }: Pressed): string | undefined {
  if (press.do === 'see') return `press ${who} see ${press.number} ${press.seen} ${press.nonce}`;
  if (press.do === 'position') return `press ${who} position ${press.number} ${press.position} ${press.nonce}`;
  if (press.do === 'close') return `press ${who} close ${press.number} ${press.nonce}`;
  if (press.do === 'noChange' || press.do === 'turn' || press.do === 'closeRound')
    return `press ${who} ${press.do} ${press.standup}/${press.round} ${press.nonce}`;
  if (press.do === 'confirm') return `press ${who} confirm ${press.source} ${press.nonce}`;
  if (press.do === 'takeExample') return `press ${who} takeExample ${press.nonce}`;
  if (press.do !== 'submit') return undefined;
  const said = JSON.stringify(Object.entries(inputs).sort());
  return `press ${who} submit ${press.form} ${press.nonce} ${createHash('sha256').update(said).digest('base64url')}`;
}
