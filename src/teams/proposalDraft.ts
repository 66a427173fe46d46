import { z } from 'zod';
import { APPETITES, DECISION_KINDS, type DecisionKind } from '../domain/decision.ts';
import { Refused } from '../domain/refused.ts';
import { Choice, whenOf } from './decisionDraft.ts';
import { dateOption, formInputs, whenSaid, type DateOption } from './dates.ts';
import { personIn, spoken, takeOption, type Command } from './grammar.ts';
import { evidenceLine, evidenceWords, filledIn, lines, listed, written, type Inputs } from './inputs.ts';
import { readNeeds, readQuorum, unreadIn, type Rules } from './needs.ts';
import type { ProposalInputs } from '../cards/press.ts';
import type { Needs } from '../domain/agreement.ts';
import type { Identity } from '../domain/person.ts';
import type { Programme } from '../domain/programme.ts';
import type { ProposalDraft } from '../domain/proposing.ts';
import type { DecisionView } from '../domain/views.ts';
import type { Turn } from './turn.ts';

/** What a message proposes: the inputs that a form shows when something is missing, and the draft, which refuses a date that is none. */
export type Said = { inputs: Inputs; draft: () => ProposalDraft };

type Kind = { kind: DecisionKind; appointee?: { person: string; name: string } };

/**
 * Reads `Share the discharge rota by Friday 5pm needs 3 of NMH, EVC, SFC, RPC quorum 4`, with the why already taken off.
 * Options stand at the end, in any order; one counts only when all of it reads as one.
 */
export async function readProposal(turn: Turn, { words, why, people }: Command): Promise<Said> {
  const { concordat, rosters, address } = turn;
  const state = await concordat.queries.state(turn.programme);
  const now = concordat.clock();
  const known = await Promise.all(people.map((mentioned) => rosters.mentioned(mentioned, address)));
  const appointed = (text: string) => {
    const mentioned = personIn(text, people);
    return mentioned && known[people.indexOf(mentioned)];
  };
  const options: Options = {};
  let rest = words;
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = take(rest, 'by', options, 'deadline', (text) => dateOption(text, now, state.timeZone, 'future'));
    rest = take(rest, 'quorum', options, 'quorum', readQuorum);
    rest = take(rest, 'as', options, 'kind', (text) => readKind(text, appointed));
    const [, head] = /^([^]*)\sprovisional(?:ly)?$/i.exec(rest) ?? [];
    if (head !== undefined) [rest, options.provisional] = [head.trim(), true];
    // Last, since the words of any other option could be short names too.
    if (rest === before) rest = take(rest, 'needs', options, 'needs', (text) => readNeeds(text, state));
  }
  const { deadline, needs, quorum, kind, provisional } = options;
  const unread = unreadIn(rest, options, state);
  const title = spoken(rest, people);
  const shownBy = deadline?.when !== undefined ? formInputs(deadline.when, state.timeZone) : undefined;
  return {
    inputs: {
      ...filledIn({
        title,
        why,
        kind: kind?.kind,
        appointee: kind?.appointee?.person,
        deadlineDay: shownBy?.day,
        deadlineTime: shownBy?.time,
        share: needs?.share === undefined ? undefined : String(needs.share),
        among: needs?.among?.join(','),
        including: needs?.including?.join(','),
        quorum: typeof quorum === 'number' ? String(quorum) : undefined,
        provisional: provisional ? 'true' : undefined,
      } satisfies ProposalInputs),
      // Empty means over half: said, it stands against the number of what is to be superseded.
      ...(quorum === 'majority' ? { quorum: '' } : {}),
    },
    draft: () => {
      if (unread !== undefined) throw new Refused({ code: 'proposal.unreadable', text: spoken(unread, people) });
      return { title, why: why ?? '', deadline: whenSaid(deadline), needs, quorum, provisional, ...kind };
    },
  };
}

type Options = Rules & {
  deadline?: DateOption;
  kind?: Kind;
  provisional?: boolean;
};

function take<Name extends keyof Options>(
  words: string,
  word: string,
  options: Options,
  name: Name,
  read: (rest: string) => Options[Name],
): string {
  if (options[name] !== undefined) return words;
  const taken = takeOption(words, word, read);
  if (taken.option !== undefined) options[name] = taken.option;
  return taken.words;
}

function readKind(text: string, appointed: (text: string) => Identity | undefined): Kind | undefined {
  const [, word = '', of] = /^(?:an?\s+)?([a-z]+(?:[ -]appetite)?)(?:\s+of\s+([^]+))?$/i.exec(text.trim()) ?? [];
  const kind = DECISION_KINDS.find((one) => one === word.toLowerCase().replace('-', ' '));
  if (!kind || of === undefined) return kind && { kind };
  const appointee = kind === 'appointment' ? appointed(of) : undefined;
  return appointee && { kind, appointee: { person: appointee.person, name: appointee.name } };
}

const Appetite = z.enum(APPETITES).optional().catch(undefined);

/** Reads a proposal form. @throws Refused `date.impossible`, `text.unreadable` */
export function proposalOf(inputs: Inputs, state: Programme): ProposalDraft {
  const { deadlineDay, deadlineTime, quorum, provisional } = inputs;
  return {
    kind: Choice.kind.parse(inputs.kind),
    title: inputs.title ?? '',
    text: inputs.text,
    why: inputs.why ?? '',
    options: inputs.options,
    evidence: lines(inputs.evidence).map(evidenceLine),
    consulted: inputs.consulted,
    informed: inputs.informed,
    effective: inputs.effective || undefined,
    review: inputs.review || undefined,
    retention: Choice.retention.parse(inputs.retention || undefined),
    deadline: deadlineDay ? whenOf(deadlineDay, deadlineTime, state) : undefined,
    needs: { share: shareIn(inputs.share), among: listed(inputs.among), including: listed(inputs.including) },
    quorum: quorum?.trim() ? numberOf('quorum', quorum) : 'majority',
    provisional: provisional === 'true',
    duties: lines(inputs.duties).map(dutyLine),
    appointee: inputs.appointee ? appointeeOf(state, inputs.appointee) : undefined,
    service: inputs.service,
    appetite: Appetite.parse(inputs.appetite || undefined),
  };
}

/** What stands in the form of a proposal that is put anew. A deadline that has passed is left to be chosen. */
export function proposalInputs(decision: DecisionView, { timeZone }: Programme, now: string): Inputs {
  const { proposal } = decision;
  const deadline = proposal && proposal.deadline > now ? formInputs(proposal.deadline, timeZone) : undefined;
  return filledIn({
    kind: decision.kind,
    title: written(decision.title),
    why: written(decision.why),
    text: written(decision.text),
    options: written(decision.options),
    consulted: written(decision.consulted),
    informed: written(decision.informed),
    effective: decision.effective ?? undefined,
    review: decision.review ?? undefined,
    retention: decision.retention ?? undefined,
    evidence: decision.evidence.map(evidenceWords).filter(Boolean).join('\n'),
    deadlineDay: deadline?.day,
    deadlineTime: deadline?.time,
    ...(proposal && {
      provisional: proposal.provisional ? 'true' : undefined,
      duties: proposal.duties.map(({ organisation, text }) => `${organisation}: ${written(text) ?? ''}`).join('\n'),
      service: written(proposal.service),
      appetite: proposal.appetite ?? undefined,
    }),
  } satisfies ProposalInputs);
}

/** What a proposal takes to be agreed, as it stands in a form: nothing in `among` where everybody is asked. */
export function termsInputs({ decisions, organisations }: Programme, number: number): Inputs {
  const proposal = decisions.get(number)?.proposal;
  if (!proposal) return {};
  const { asked, needs, quorum } = proposal;
  const partners = [...organisations.values()].filter(({ left }) => left === undefined).map(({ id }) => id);
  const again = partners.filter((id) => asked.some(({ organisation }) => organisation === id));
  return filledIn({
    share: String(needs.share),
    among: again.length === partners.length ? undefined : again.join(','),
    including: needs.including.join(','),
    quorum: typeof quorum === 'number' ? String(quorum) : undefined,
  } satisfies ProposalInputs);
}

function appointeeOf({ members }: Programme, person: string): { person: string; name: string } {
  const name = members.get(person)?.name;
  return { person, name: (name === undefined ? undefined : written(name)) ?? 'Somebody' };
}

/** `NMH: runs the beds` */
function dutyLine(line: string): { organisation: string; text: string } {
  const [, organisation, text] = /^\s*([A-Za-z][A-Za-z0-9]{1,7})\s*:\s*([^]+)$/.exec(line) ?? [];
  if (organisation === undefined || text === undefined) throw new Refused({ code: 'text.unreadable', field: 'duties' });
  return { organisation, text };
}

/** Who must agree is never guessed at: an input in which nothing stands is refused too. */
function shareIn(text = ''): Needs['share'] {
  return text === 'all' || text === 'majority' ? text : numberOf('share', text);
}

function numberOf(field: string, text: string): number {
  const number = Number(text.trim());
  if (text.trim() === '' || !Number.isInteger(number)) throw new Refused({ code: 'text.unreadable', field });
  return number;
}
