import { nextWake } from '../domain/alarm.ts';
import { decide, evolve, type Command } from '../domain/events.ts';
import { actorOf, type Identity } from '../domain/person.ts';
import { besideOf, makesPosts, postsOf } from '../domain/posts.ts';
import { postsShowing } from '../domain/postsShowing.ts';
import { optional } from '../domain/text.ts';
import { appendLeaf, leafHash } from '../log/tree.ts';
import { opened, sealed } from './codec.ts';
import { Fault } from './fault.ts';
import { guard } from './guard.ts';
import { allow } from './policy.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Circumstances, Entry } from '../domain/entry.ts';
import type { Programme } from '../domain/programme.ts';
import type { Append, NewEntry, WantedPost } from '../store/port.ts';
import type { Clock, FiguresOf, OnWritten, ProgrammeId, Store } from './ports.ts';
import type { Fold, Programmes } from './programmes.ts';

/** How often a command looks again after somebody else wrote first. */
const MAX_ATTEMPTS = 20;

/** The most commands that go into one append. */
const MAX_BATCH = 64;

/** What is known of how a command came in. */
export type Origin = {
  /** Keys under which a second delivery of the same activity or press is recognised. */
  deliveries: readonly string[];
  /** Where the cards that it makes should stand; null when nowhere. */
  address: string | null;
};

/** `repeated`: this had been done by an earlier delivery, and nothing was written now. */
export type Performed = { state: Programme; size: number; entries: Entry[]; repeated: boolean };

export type Perform = (programme: ProgrammeId, command: Command, by: Identity, origin: Origin) => Promise<Performed>;

type Job = {
  command: Command;
  by: Identity;
  origin: Origin;
  resolve: (performed: Performed) => void;
  reject: (error: unknown) => void;
};

/** What came of one job against a tentative state. */
type Outcome = { job: Job } & ({ done: Omit<Performed, 'state' | 'size'> } | { refused: unknown });

/** `unsure`: somebody was refused, or told that nothing changes, which a fold that is not the newest may be wrong about. */
type Plan = { fold: Fold; outcomes: Outcome[]; append: Append; unsure: boolean };

/**
 * The one way by which anything gets into a log. Commands for one programme queue up; what waits is decided in order,
 * each on the state that the one before leaves, and written in one append. When another process has written first, all
 * are decided again.
 *
 * The promise rejects with Refused when a rule says no, and with Fault `busy` when the log could not be won.
 */
export function performing({ store, programmes, clock, calendar, figures, onWritten }: Deps): Perform {
  const queues = new Map<ProgrammeId, Job[]>();

  return (programme, command, by, origin) =>
    new Promise((resolve, reject) => {
      const job = { command, by, origin, resolve, reject };
      const queue = queues.get(programme);
      if (queue) return void queue.push(job);
      queues.set(programme, [job]);
      void drain(programme);
    });

  async function drain(programme: ProgrammeId): Promise<void> {
    const queue = queues.get(programme)!;
    while (queue.length > 0) {
      const jobs = queue.splice(0, MAX_BATCH);
      try {
        await write(programme, jobs);
      } catch (error) {
        for (const job of jobs) job.reject(error);
      }
    }
    queues.delete(programme);
  }

  async function write(programme: ProgrammeId, jobs: Job[]): Promise<void> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const base = attempt === 0 ? await programmes.known(programme) : await programmes.current(programme);
      const plan = await planned(programme, jobs, base);
      if (plan.unsure && (await store.size(programme)) !== base.frontier.size) continue;
      if (plan.append.entries.length > 0 || plan.append.wake !== undefined) {
        if (!(await store.append(programme, base.frontier.size, plan.append))) continue;
        programmes.keep(programme, plan.fold);
        onWritten(
          programme,
          plan.append.posts.map(({ key }) => key),
        );
      }
      settle(plan);
      return;
    }
    throw new Fault('busy');
  }

  async function planned(programme: ProgrammeId, jobs: Job[], base: Fold): Promise<Plan> {
    const plan: Plan = {
      fold: base,
      outcomes: [],
      append: { entries: [], deliveries: [], posts: [] },
      unsure: false,
    };
    const seen = new Map<string, Entry[]>();
    const now = clock();
    const time = { now, calendar, figures: await figures(programme, base.state) };
    for (const job of jobs) {
      const earlier = await done(programme, job, seen);
      try {
        const done = earlier ?? { entries: add(plan, job, time, seen), repeated: false };
        plan.outcomes.push({ job, done });
        plan.unsure ||= done.entries.length === 0;
      } catch (refused) {
        plan.outcomes.push({ job, refused });
        plan.unsure = true;
      }
    }
    const wake = nextWake(plan.fold.state, time);
    plan.fold = { ...plan.fold, wake };
    const rings = jobs.some(({ command }) => command.type === 'Tick');
    if (wake !== base.wake && (plan.append.entries.length > 0 || rings)) plan.append.wake = wake;
    return plan;
  }

  /** What an earlier delivery of this job wrote, in this batch or before. */
  async function done(programme: ProgrammeId, { origin }: Job, seen: Map<string, Entry[]>) {
    for (const key of origin.deliveries) {
      const entries = seen.get(key);
      if (entries) return { entries, repeated: true };
      const delivery = await store.delivery(programme, key);
      if (delivery)
        return { entries: (await store.read(programme, delivery.from, delivery.to)).map(opened), repeated: true };
    }
    return undefined;
  }
}

type Deps = {
  store: Pick<Store, 'append' | 'delivery' | 'read' | 'size'>;
  programmes: Programmes;
  clock: Clock;
  calendar: Calendar;
  figures: FiguresOf;
  onWritten: OnWritten;
};

/** Decides one job and adds what it writes to the plan. @throws Refused, with the plan unchanged */
function add(
  plan: Plan,
  { command, by, origin }: Job,
  time: Omit<Circumstances, 'by'>,
  seen: Map<string, Entry[]>,
): Entry[] {
  guard(command);
  const { state } = plan.fold;
  const actor = actorOf(state, by);
  allow(actor, command, state);
  const why = 'why' in command ? optional('why', command.why, 'text') : undefined;
  const from = plan.fold.frontier.size;
  const at = time.now;
  const entries = decide(state, command, { by: actor, ...time }).map((event, place) => ({
    index: from + place,
    at,
    by: actor,
    // Said once: what else the command writes follows from its first entry.
    ...(why === undefined || place > 0 ? {} : { why }),
    event,
  }));
  if (entries.length === 0) return entries;
  const written = entries.map(sealed);
  for (const [place, entry] of entries.entries()) {
    const { frontier, completed } = appendLeaf(plan.fold.frontier, leafHash(written[place]!.leaf));
    plan.append.entries.push({ ...written[place]!, hashes: completed } satisfies NewEntry);
    plan.fold = { state: evolve(plan.fold.state, entry), frontier };
  }
  plan.append.posts.push(...wantedPosts(plan.fold.state, entries, origin));
  for (const key of origin.deliveries) {
    plan.append.deliveries.push({ key, from, to: from + entries.length, at });
    seen.set(key, entries);
  }
  return entries;
}

function settle({ fold, outcomes }: Plan): void {
  for (const outcome of outcomes) {
    if ('refused' in outcome) outcome.job.reject(outcome.refused);
    else outcome.job.resolve({ ...outcome.done, state: fold.state, size: fold.frontier.size });
  }
}

/** Each post once; what is only changed has no address, and so is not made. */
function wantedPosts(state: Programme, entries: readonly Entry[], { address }: Origin): WantedPost[] {
  const made = new Set(entries.flatMap(({ event }) => (makesPosts(event) ? postsOf(event) : [])));
  const shown = entries.flatMap(({ event }) => [...postsOf(event), ...postsShowing(state, event)]);
  const changed = new Set(shown.filter((key) => !made.has(key)));
  return [...[...made].map((key) => ({ key, address, ...beside(key, state) })), ...[...changed].map(standing)];
}

function standing(key: string): WantedPost {
  return { key, address: null };
}

/** What stands beside another post stands where that does, whoever's command made it. */
function beside(key: string, state: Programme): { beside?: string } {
  const other = besideOf(key, state);
  return other === undefined ? {} : { beside: other };
}
