import { expect } from '@jest/globals';
import { boardView, statusesOf } from '../../src/domain/board.ts';
import { decide, evolve, type Command, type Event } from '../../src/domain/events.ts';
import { actorOf } from '../../src/domain/person.ts';
import { failedAfter, figuresAfter, NOTHING_KNOWN, type SourceFigures } from '../../src/domain/settling.ts';
import { SERVICE } from '../../src/app/policy.ts';
import { calendar, Log, logOf, NOW, partnership, said, type Said } from './world.ts';
import type { Cause } from '../../src/domain/reading.ts';
import type { Indicator } from '../../src/domain/indicator.ts';
import type { SourceDraft } from '../../src/domain/sourceSettings.ts';
import type { Status } from '../../src/domain/status.ts';
import type { BoardView, FigureView, TotalView } from '../../src/domain/statusViews.ts';

/** Ambulances that wait, levels from 2, 5 and 10 on, fresh for an hour, each reading counts at once; unless it says otherwise. */
export const WAITING: Indicator = {
  key: 'waiting',
  name: 'Ambulances waiting',
  definition: '',
  unit: 'ambulances',
  adding: 'point-in-time',
  worse: 'higher',
  thresholds: [2, 5, 10],
  readings: 1,
  recovery: { readings: 1, margin: 0 },
  freshFor: 60,
  masked: false,
  weight: 1,
};

export const waiting = (more: Partial<Indicator> = {}): Indicator => ({ ...WAITING, ...more });

export function setIndicator(more: Partial<Indicator> = {}): Command {
  return { type: 'SetIndicator', ...waiting(more) };
}

/** Small counts of it are masked, and its levels tell none of them. */
export function setMasked(more: Partial<Indicator> = {}): Command {
  return setIndicator({ masked: true, thresholds: [8, 15, 30], ...more });
}

/** A JSON document of a partner's that says when it was observed; it tells of ambulances unless it says otherwise. */
export function setUpSource(more: Partial<SourceDraft> = {}): Command {
  return {
    type: 'SetUpSource',
    name: 'Board',
    partner: 'NMH',
    kind: 'json',
    address: 'https://status.northmoor.example/board.json',
    observedAt: 'at',
    reads: [{ indicator: 'waiting', at: 'waiting' }],
    ...more,
  };
}

/** A person of an organisation who is asked for ambulances, unless it says otherwise. */
export function setUpPerson(more: Partial<SourceDraft> = {}): Command {
  return {
    type: 'SetUpSource',
    name: 'By telephone',
    partner: 'EVC',
    kind: 'person',
    reads: [{ indicator: 'waiting', at: 'waiting' }],
    ...more,
  };
}

export function tell(value: number, more: Partial<Extract<Command, { type: 'TellFigures' }>> = {}): Command {
  return { type: 'TellFigures', source: 1, values: [{ indicator: 'waiting', value }], ...more };
}

/** A moment so many minutes after nine. */
export const minutes = (after: number) => new Date(Date.parse(NOW) + after * 60_000).toISOString();

type Values = Record<string, number> | number;

/** A programme and what its partners' feeds have told, which the log does not hold. */
export class Field {
  readonly log: Log;
  readonly figures: ReadonlyMap<number, SourceFigures>;

  constructor(log: Log, figures: ReadonlyMap<number, SourceFigures> = new Map()) {
    this.log = log;
    this.figures = figures;
  }

  get state() {
    return this.log.state;
  }

  /** A feed tells values, observed at a moment, and received then unless it says otherwise. A number is of ambulances. */
  reads(source: number, values: Values, observed: string, received = observed): Field {
    const { measures, timeZone, sources } = this.state;
    const found = typeof values === 'number' ? { waiting: values } : values;
    const after = figuresAfter(
      this.figures.get(source) ?? NOTHING_KNOWN,
      {
        source,
        received,
        mapping: sources.get(source)?.mapping ?? 0,
        reporter: null,
        figures: Object.entries(found).map(([indicator, value]) => ({ indicator, value, observed })),
        faults: [],
        notices: [],
      },
      { measures, timeZone },
    );
    return new Field(this.log, new Map([...this.figures, [source, after]]));
  }

  /** Values of one feed, a minute apart, from nine on. */
  readsInTurn(source: number, values: readonly number[], from = 0): Field {
    return values.reduce<Field>((field, value, place) => field.reads(source, value, minutes(from + place)), this);
  }

  fails(source: number, at: string, cause: Cause = { code: 'connection.failed' }): Field {
    const after = failedAfter(this.figures.get(source) ?? NOTHING_KNOWN, cause, at);
    return new Field(this.log, new Map([...this.figures, [source, after]]));
  }

  /** The events that a command would write. @throws Refused */
  events(step: Command | Said): Event[] {
    const { command, who, now } = 'command' in step ? step : said(step);
    return decide(this.state, command, { by: actorOf(this.state, who), now, calendar, figures: this.figures });
  }

  /** @throws Refused */
  does(...steps: (Command | Said)[]): Field {
    return steps.reduce<Field>((field, each) => field.#did('command' in each ? each : said(each)), this);
  }

  /** Notes what has changed of levels, as the service does. */
  notes(now: string): Field {
    return this.does({ command: { type: 'NoteLevels' }, who: SERVICE, now });
  }

  board(now: string): BoardView {
    return boardView(this.state, 'discharge', { figures: this.figures, now, version: this.log.entries.length });
  }

  row(organisation: string, now: string): Status {
    return statusesOf(this.state, { figures: this.figures, now }).find((each) => each.organisation === organisation)!;
  }

  figure(organisation: string, now: string, key = 'waiting'): FigureView {
    const row = this.board(now).rows.find((each) => each.organisation === organisation)!;
    return row.figures.find(({ indicator }) => indicator === key)!;
  }

  total(now: string, key = 'waiting'): TotalView | undefined {
    return this.board(now).totals.find(({ indicator }) => indicator === key);
  }

  #did(step: Said): Field {
    const actor = actorOf(this.state, step.who);
    const why = 'why' in step.command ? step.command.why : undefined;
    const entries = this.events(step).map((event, place) => ({
      index: this.log.entries.length + place,
      at: step.now,
      by: actor,
      ...(why === undefined || place > 0 ? {} : { why }),
      event,
    }));
    return new Field(new Log([...this.log.entries, ...entries], entries.reduce(evolve, this.state)), this.figures);
  }
}

/** Five organisations whose ambulances are counted; the coordinator does the rest. */
export function fieldOf(...more: (Command | Said)[]): Field {
  return new Field(logOf(...partnership(), setIndicator(), ...more));
}

/** As {@link fieldOf}, with one feed of Northmoor's. */
export const withFeed = (...more: (Command | Said)[]): Field => fieldOf(setUpSource(), ...more);

/** The changes of level in a log, as `NMH null>2`. */
export function changesIn({ log }: Field): string[] {
  return log.entries.flatMap(({ event }) =>
    event.type === 'level.changed' ? [`${event.partner} ${event.was}>${event.level}`] : [],
  );
}

/** Looks for a raw value anywhere in what a reader gets. */
export function expectNowhere(value: unknown, text: string): void {
  expect(JSON.stringify(value)).not.toContain(text);
}
