import { NO_FIGURES } from '../../src/domain/settling.ts';
import { expect } from '@jest/globals';
import { workingHours } from '../../src/app/workingHours.ts';
import { nextWake } from '../../src/domain/alarm.ts';
import { decide, evolve, type Command, type Event } from '../../src/domain/events.ts';
import { actorOf, type Identity, type Role } from '../../src/domain/person.ts';
import { NO_PROGRAMME, type Programme } from '../../src/domain/programme.ts';
import { SERVICE } from '../../src/app/policy.ts';
import { Refused, type Refusal } from '../../src/domain/refused.ts';
import { isTaken, type Decision } from '../../src/domain/decision.ts';
import type { Position } from '../../src/domain/agreement.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import type { Standup } from '../../src/domain/standup.ts';
import type { Round } from '../../src/domain/round.ts';

/** A winter's morning in London, when local time is UTC; nothing in the domain knows another clock. */
export const NOW = '2026-11-27T09:00:00.000Z';

/** The real working hours and bank holidays. */
export const calendar = workingHours();

export const HOST_TENANT = '11111111-1111-4111-8111-111111111111';
export const EVC_TENANT = '22222222-2222-4222-8222-222222222222';

/** The coordinator, an NMH person by placement. */
export const asha: Identity = { person: 'asha', name: 'Asha Patel' };
export const ben: Identity = { person: 'ben', name: 'Ben Okafor' };
export const carys: Identity = { person: 'carys', name: 'Carys Llewellyn' };
/** Somebody of no organisation in the programme. */
export const farah: Identity = { person: 'farah', name: 'Farah Aziz' };

export const create = (name = 'Winter discharge'): Command => ({ type: 'CreateProgramme', name });

export function join(short: string, more: Partial<Extract<Command, { type: 'AddOrganisation' }>> = {}): Command {
  return { type: 'AddOrganisation', name: `${short} Partnership`, short, ...more };
}

export function place({ person, name }: Identity, organisation: string, ...roles: Role[]): Command {
  return { type: 'PlaceMember', person, name, organisation, roles };
}

type Draft = Partial<Extract<Command, { type: 'RecordDecision' }>>;

export function record(title = 'Open 12 escalation beds', more: Draft = {}): Command {
  return { type: 'RecordDecision', title, why: 'ED is at OPEL 4', ...more };
}

export function supersede(number: number, title = 'Open 20 escalation beds', more: Draft = {}): Command {
  return { type: 'SupersedeDecision', number, title, why: 'ED is still at OPEL 4', ...more };
}

/** A command with whose it is and when; the coordinator's, and now, unless it is said. */
export type Said = { command: Command; who: Identity; now: string };

type Circumstance = { who?: Identity; now?: string };
export const by = (who: Identity): Circumstance => ({ who });
export const at = (now: string): Circumstance => ({ now });

export function said(command: Command, ...circumstances: Circumstance[]): Said {
  return Object.assign({ command, who: asha, now: NOW }, ...circumstances) as Said;
}

/** What a log holds after these commands, decided and folded one after the other. */
export class Log {
  readonly entries: readonly Entry[];
  readonly state: Programme;

  constructor(entries: readonly Entry[] = [], state = NO_PROGRAMME) {
    this.entries = entries;
    this.state = state;
  }

  /** @throws Refused */
  after({ command, who, now }: Said): Log {
    const actor = actorOf(this.state, who);
    const why = 'why' in command ? command.why : undefined;
    const entries = decide(this.state, command, { by: actor, now, calendar, figures: NO_FIGURES }).map(
      (event, place) => ({
        index: this.entries.length + place,
        at: now,
        by: actor,
        ...(why === undefined || place > 0 ? {} : { why }),
        event,
      }),
    );
    return new Log([...this.entries, ...entries], entries.reduce(evolve, this.state));
  }
}

export function logOf(...history: (Command | Said)[]): Log {
  return history.reduce<Log>((log, step) => log.after('command' in step ? step : said(step)), new Log());
}

/** A programme of two organisations: Asha coordinates it and is placed in NMH, Ben represents EVC. */
export const discharge = (): (Command | Said)[] => [
  create(),
  join('NMH', { domains: ['northmoor.example'] }),
  join('EVC', { tenants: [EVC_TENANT] }),
  place(asha, 'NMH', 'coordinator'),
  place(ben, 'EVC', 'representative'),
];

export const dev: Identity = { person: 'dev', name: 'Dev Nair' };
export const elin: Identity = { person: 'elin', name: 'Elin Ward' };
/** Eastvale's deputy. */
export const gwen: Identity = { person: 'gwen', name: 'Gwen Price' };

/** Five organisations, each with its representative; Asha coordinates too, and Gwen is Eastvale's deputy. */
export const partnership = (): (Command | Said)[] => [
  create(),
  ...['NMH', 'EVC', 'SFC', 'RPC', 'HHV'].map((short) => join(short)),
  place(asha, 'NMH', 'coordinator', 'representative'),
  place(ben, 'EVC', 'representative'),
  place(gwen, 'EVC', 'deputy'),
  place(carys, 'SFC', 'representative'),
  place(dev, 'RPC', 'representative'),
  place(elin, 'HHV', 'representative'),
];

/** Who represents each of them. */
export const REPRESENTATIVES = { NMH: asha, EVC: ben, SFC: carys, RPC: dev, HHV: elin };

type Proposed = Partial<Extract<Command, { type: 'ProposeDecision' }>>;

/** Needs all, and has until Friday 4 December 2026, 5pm, unless it says otherwise. */
export function propose(title = 'Share the discharge rota', more: Proposed = {}): Command {
  return { type: 'ProposeDecision', title, why: 'Wards wait for each other', deadline: '2026-12-04', ...more };
}

type Taking = Partial<Extract<Command, { type: 'TakePosition' }>>;

export function take(position: Position, more: Taking = {}): Command {
  const why = position === 'object' || position === 'standAside' ? 'The rota names our staff' : undefined;
  return { type: 'TakePosition', number: 1, position, ...(why === undefined ? {} : { why }), ...more };
}

/** A decision that has been taken. */
export function taken(state: Programme, number: number): Extract<Decision, { decidedAt: string }> {
  const decision = state.decisions.get(number);
  if (!decision || !isTaken(decision)) throw new Error(`${number} has not been taken`);
  return decision;
}

/** Weekdays at 9:15, unless it says otherwise. */
export function schedule(more: Partial<Schedule> = {}): Schedule {
  return {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
    weeks: 'each',
    at: '09:15',
    from: '2026-11-23',
    ...more,
  };
}

type Of<T extends Command['type']> = Partial<Extract<Command, { type: T }>>;

/** Weekdays at 9:15, open for two hours, with a reminder after an hour and a half, unless it says otherwise. */
export function setUpStandup(more: Of<'SetUpStandup'> = {}): Command {
  return { type: 'SetUpStandup', schedule: schedule(), ...more };
}

export function changeStandup(more: Of<'ChangeStandup'>): Command {
  return { type: 'ChangeStandup', standup: 1, ...more };
}

export function startRound(more: Of<'StartRound'> = {}): Command {
  return { type: 'StartRound', standup: 1, ...more };
}

export const closeRound: Command = { type: 'CloseRound', standup: 1 };

/** Says what has moved. */
export function answer(text = 'Six beds have opened', more: Of<'GiveAnswer'> = {}): Command {
  return { type: 'GiveAnswer', standup: 1, texts: [{ question: 'moved', text }], ...more };
}

export const noChange: Command = { type: 'GiveAnswer', standup: 1, noChange: true };

/** An answer that says what is in the way. */
export function stuck(text = 'No transport after 8pm', more: Of<'GiveAnswer'> = {}): Command {
  return { type: 'GiveAnswer', standup: 1, blockers: [{ text }], ...more };
}

export function solve(blocker: number, how = 'Two drivers were found'): Command {
  return { type: 'CloseBlocker', blocker, how };
}

export function away(until: string | null, person?: string): Command {
  return { type: 'SetAway', until, ...(person === undefined ? {} : { person }) };
}

export const standupIn = ({ standups }: Programme, number = 1): Standup => standups.get(number)!;

/** The newest round of the first stand-up, or the one with this number. */
export function roundIn(state: Programme, number = standupIn(state).rounds.size): Round {
  return standupIn(state).rounds.get(number)!;
}

/** What the alarm clock does from one moment until another: it rings whenever it is set to. It never rings for nothing. */
export function ringing(log: Log, from: string, until: string): Log {
  let now = from;
  for (let rung = log; ;) {
    const wake = nextWake(rung.state, { now, calendar });
    if (wake === null || wake > until) return rung;
    now = wake > now ? wake : now;
    const after = rung.after(ticks(now));
    if (after === rung || after.entries.length === rung.entries.length)
      throw new Error(`it rang at ${now} for nothing`);
    rung = after;
  }
}

/** All that is due at a moment, done. */
export const rung = (log: Log, now: string): Log => ringing(log, now, now);

/** The events of one type that a log holds. */
export function eventsIn<T extends Event['type']>({ entries }: Log, type: T): Extract<Event, { type: T }>[] {
  return entries.flatMap(({ event }) => (event.type === type ? [event as Extract<Event, { type: T }>] : []));
}

/** What the alarm clock does. */
export const ticks = (now: string): Said => ({ command: { type: 'Tick' }, who: SERVICE, now });

/** Given these commands in the log, when this one comes, then these events, or this refusal, or this state. */
export function given(...history: (Command | Said)[]) {
  return givenLog(logOf(...history));
}

export function givenLog(log: Log) {
  return {
    when(command: Command, ...circumstances: Circumstance[]) {
      return outcome(log, said(command, ...circumstances));
    },
  };
}

function outcome(log: Log, step: Said) {
  let after: Log | undefined;
  let refusal: Refusal | undefined;
  try {
    after = log.after(step);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refusal = error.refusal;
  }
  const written = () => {
    if (!after) throw new Error(`it was refused: ${JSON.stringify(refusal)}`);
    return after;
  };
  return {
    /** Exactly these events, in full. */
    then(...events: Event[]) {
      expect(
        written()
          .entries.slice(log.entries.length)
          .map(({ event }) => event),
      ).toEqual(events);
    },
    /** Nothing is written: it stands so already. */
    thenNothing() {
      this.then();
    },
    /** Looks at what is written, and at the state that follows from it. */
    thenState(look: (state: Programme, events: Event[]) => void) {
      look(
        written().state,
        written()
          .entries.slice(log.entries.length)
          .map(({ event }) => event),
      );
    },
    /** It is refused with this code; and with these data where they are given. */
    thenRefused(code: Refusal['code'], data: Record<string, unknown> = {}) {
      expect(refusal).toMatchObject({ code, ...data });
      expect(after).toBeUndefined();
    },
  };
}
