import { alone } from '../world/alone.ts';
import { NO_FIGURES } from '../../src/domain/settling.ts';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AlarmClock } from '../../src/app/alarmClock.ts';
import { concordat, type Concordat } from '../../src/app/concordat.ts';
import { workingHours } from '../../src/app/workingHours.ts';
import { decide, evolve, type Command } from '../../src/domain/events.ts';
import { actorOf, type Identity } from '../../src/domain/person.ts';
import { NO_PROGRAMME, type Programme } from '../../src/domain/programme.ts';
import { makeSigner } from '../../src/log/note.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { collect, compared, figure, timed, type Row } from './measure.ts';
import { inFolder } from './resources.ts';
import type { Store } from '../../src/store/port.ts';

const ORGANISATIONS = 200;
const ROUNDS = 9;
const PROGRAMMES = 10_000;
const DUE = 100;

const OPENED = '2026-11-27T09:00:00.000Z';
const DEADLINE = '2026-11-27T12:00:00.000Z';
const FAR_AWAY = '2030-01-01T09:00:00.000Z';

const calendar = workingHours();

/** What shared governance costs: reaching an outcome among many, and waking those whose time has come among many. */
export async function governance(): Promise<Row[]> {
  return [await outcome(), await ticking()];
}

/** Every one of 200 organisations answers, against as many marks of having seen a decision. */
async function outcome(): Promise<Row> {
  const asked = ofMany(ORGANISATIONS);
  const proposed = folded(
    asked.state,
    { type: 'ProposeDecision', title: 'Share the rota', why: 'Wards wait' },
    asked.people[0]!,
  );
  const all = (command: Command, expected: (state: Programme) => boolean) => () =>
    timed(() => {
      const after = asked.people.reduce((state, who) => folded(state, command, who), proposed);
      if (!expected(after)) throw new Error('not what was to be measured');
    });
  const { ours, baseline, ratio } = await compared(
    ROUNDS,
    all(
      { type: 'TakePosition', number: 1, position: 'agree' },
      ({ decisions }) => decisions.get(1)!.state === 'ratified',
    ),
    all(
      { type: 'SeeDecision', number: 1, seen: true },
      ({ decisions }) => decisions.get(1)!.seen.size === ORGANISATIONS,
    ),
  );
  const what = `${ORGANISATIONS} positions to an outcome / as many marks as seen`;
  return { what, ours: figure(ours, 'ms'), baseline: figure(baseline, 'ms'), ratio };
}

function ofMany(count: number): { state: Programme; people: Identity[] } {
  const people = Array.from({ length: count }, (_, place) => ({
    person: `rep-${place}`,
    name: `Representative ${place}`,
  }));
  let state = folded(NO_PROGRAMME, { type: 'CreateProgramme', name: 'Winter' }, people[0]!);
  for (const [place, { person, name }] of people.entries()) {
    const short = `ORG${place}`;
    state = folded(state, { type: 'AddOrganisation', name: `Organisation ${place}`, short }, people[0]!);
    state = folded(
      state,
      { type: 'PlaceMember', person, name, organisation: short, roles: ['representative'] },
      people[0]!,
    );
  }
  return { state, people };
}

function folded(state: Programme, command: Command, who: Identity): Programme {
  const by = actorOf(state, who);
  const events = decide(state, command, { by, now: OPENED, calendar, figures: NO_FIGURES });
  return events.reduce((before, event, index) => evolve(before, { index, at: OPENED, by, event }), state);
}

/** A hundred proposals whose deadline has come: among 10,000 programmes, against no others. */
async function ticking(): Promise<Row> {
  return inFolder(async (folder) => {
    const among = await Clockwork.open(join(folder, 'among'), PROGRAMMES - DUE);
    const alone = await Clockwork.open(join(folder, 'alone'), 0);
    try {
      collect();
      const { ours, baseline, ratio } = await compared(
        ROUNDS,
        () => among.rings(),
        () => alone.rings(),
      );
      const what = `tick ${PROGRAMMES.toLocaleString('en')} programmes, ${DUE} due / ${DUE} programmes, ${DUE} due`;
      return { what, ours: figure(ours, 'ms'), baseline: figure(baseline, 'ms'), ratio, aim: { atMost: 1.5 } };
    } finally {
      await among.close();
      await alone.close();
    }
  });
}

/** A store of programmes that sleep, and a clock that can be set. */
class Clockwork {
  readonly #store: Store;
  readonly #concordat: Concordat;
  #now = OPENED;
  #made = 0;

  private constructor(store: Store) {
    const signer = makeSigner('concordat.bench');
    this.#store = store;
    this.#concordat = concordat({
      ...alone,
      store,
      clock: () => this.#now,
      signerOf: () => signer,
      onWritten: () => undefined,
    });
  }

  static async open(folder: string, sleeping: number): Promise<Clockwork> {
    const store = await openSqlite(folder);
    await Promise.all(
      Array.from({ length: sleeping }, (_, place) =>
        store.append(`asleep-${place}`, 0, { entries: [], deliveries: [], posts: [], wake: FAR_AWAY }),
      ),
    );
    return new Clockwork(store);
  }

  /** Milliseconds from the deadline of a hundred new proposals until each has its outcome. */
  async rings(): Promise<number> {
    this.#now = OPENED;
    await Promise.all(Array.from({ length: DUE }, () => this.#proposal(`due-${this.#made++}`)));
    this.#now = DEADLINE;
    const alarm = new AlarmClock({
      store: this.#store,
      clock: () => this.#now,
      tick: (programme) => this.#concordat.tick(programme),
      onFault: (error) => {
        throw error;
      },
    });
    const taken = await timed(async () => {
      alarm.start();
      while ((await this.#store.due(this.#now, 1)).length > 0) await setImmediate();
    });
    await alarm.stop();
    return taken;
  }

  async #proposal(programme: string): Promise<void> {
    const asha = { person: 'asha', name: 'Asha Patel' };
    const commands: Command[] = [
      { type: 'CreateProgramme', name: 'Winter' },
      { type: 'AddOrganisation', name: 'Northmoor Hospitals', short: 'NMH' },
      { type: 'PlaceMember', ...asha, organisation: 'NMH', roles: ['coordinator', 'representative'] },
      { type: 'ProposeDecision', title: 'Share the rota', why: 'Wards wait', deadline: DEADLINE },
    ];
    for (const command of commands)
      await this.#concordat.perform(programme, command, asha, { deliveries: [], address: null });
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}
