import { personOf, postsOf } from '../domain/posts.ts';
import { Refused, type Refusal } from '../domain/refused.ts';
import { formatAddress, type Address } from './address.ts';
import type { Concordat } from '../app/concordat.ts';
import type { Performed } from '../app/perform.ts';
import type { Place, ProgrammeId } from '../app/ports.ts';
import type { Card } from '../cards/render.ts';
import type { Home } from '../cards/buttons.ts';
import type { Command } from '../domain/events.ts';
import type { Identity } from '../domain/person.ts';
import type { DecisionView } from '../domain/views.ts';
import type { Rosters } from './roster.ts';

/** Where partners reach this service from outside, and so the tab and the log. */
export type Links = { publicUrl: string };

/** One thing that somebody said or pressed: who, where, and what it can be done with. */
export type Turn = {
  concordat: Concordat;
  rosters: Rosters;
  links: Links;
  programme: ProgrammeId;
  place: Place;
  who: Identity;
  /** Where the answer goes. */
  address: Address;
  /** Where cards that are kept up to date go: the same, or the programme's home when this is a personal chat. */
  stand: Address;
  personal: boolean;
  /** Under which a second delivery of this turn is recognised. */
  deliveries: readonly string[];
};

/** A form ready to be shown in either home, as often as it takes. */
export type OpenForm = { title: string; card: (home: Home, problem?: Problem) => Promise<Card> };

/** Why a form comes back, in words, and which of its inputs that is about. */
export type Problem = { words: string; field?: string };

/**
 * What comes of a turn. `posts` are cards in conversations, brought up to date before the turn ends; where they are
 * the whole answer, nothing else is said. `card` is for whoever asked. `form` takes what is missing.
 */
export type Answer = { posts?: readonly string[]; card?: Card; form?: OpenForm };

/** A refusal together with the form that puts it right, what was typed still in it. */
export class Returned extends Error {
  readonly refusal: Refusal;
  readonly form: OpenForm;

  constructor(refusal: Refusal, form: OpenForm) {
    super(refusal.code);
    this.name = 'Returned';
    this.refusal = refusal;
    this.form = form;
  }
}

/** Performs a command for whoever's turn it is. */
export function perform(turn: Turn, command: Command): Promise<Performed> {
  return turn.concordat.perform(turn.programme, command, turn.who, {
    deliveries: turn.deliveries,
    address: formatAddress(turn.stand),
  });
}

/** The posts in conversations that what was performed has made or changed; what goes to one person alone is not waited for. */
export function postsFrom({ entries }: Performed): string[] {
  const posts = new Set(entries.flatMap(({ event }) => postsOf(event)));
  return [...posts].filter((key) => personOf(key) === undefined);
}

/** The decision that a form or a press is about. @throws Refused `decision.unknown` */
export function decisionAbout(turn: Turn, { number = 0 }: { number?: number }): Promise<DecisionView> {
  return turn.concordat.queries.decision(turn.programme, number);
}

/** Refusals that more or other words can put right, so that a form helps. */
const MENDABLE =
  /^(text\.(missing|tooLong|unreadable)|date\.|decision\.(future|needsLateReason)|evidence\.(unsafe|malformed)|organisation\.|person\.|programme\.unknownTimeZone|authority\.|position\.needs|answer\.(empty|needs|malformed|unreadable)|schedule\.|standup\.(malformed|exists)|override\.(needsUntil|untilPast|tooLong)|level\.|figures\.(malformed|empty)|source\.malformed|indicator\.malformed|proposal\.(tooMany|deadlinePast|unreadable|weaker)|appointment\.)/;

/** The longest text that a form can still be filled with, within the size of a card. */
const FORM_ROOM = 12_000;

/** Runs `work`; a refusal that other words can put right comes back with the form, filled with what was typed. */
export async function offering<T>(form: OpenForm, typed: object, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused) || !MENDABLE.test(error.refusal.code)) throw error;
    if (JSON.stringify(typed).length > FORM_ROOM) throw error;
    throw new Returned(error.refusal, form);
  }
}
