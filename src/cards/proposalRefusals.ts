import { momentOr, named, quoted, type Writers } from './refusalWords.ts';
import { plainWords } from './words.ts';
import type { RefusalCode } from '../domain/refused.ts';

type ProposalCode = Extract<
  RefusalCode,
  | `position.${string}`
  | `proposal.${string}`
  | `appointment.${string}`
  | 'decision.agreed'
  | 'decision.linkedToItself'
  | 'decision.notTaken'
  | 'evidence.closed'
  | 'evidence.malformedHash'
  | 'member.notYours'
  | 'amendment.open'
>;

/** Why something cannot be done to a proposal, who can do it, and what to type next. */
export const PROPOSAL_WRITERS: Writers<ProposalCode> = {
  'amendment.open': ({ number }) => ({
    title: `Proposal ${number} is open, so it cannot be amended`,
    detail: `Some may have agreed to it as it stands. Whoever proposed it can put it right: press “Not what I meant” on its card, or type: withdraw ${number} because …`,
  }),
  'appointment.otherKind': () => ({
    title: 'Only an appointment appoints somebody',
    detail: 'Choose the kind “appointment”, or leave “Who is appointed” empty.',
  }),
  'appointment.tooFew': ({ needed, all }) => ({
    title: `${needed} of ${all} organisations are too few to appoint somebody`,
    detail:
      'A sponsor may decide alone, so over half of all organisations have to agree. Choose “more than half” or “all”.',
  }),
  'appointment.unplaced': () => ({
    title: 'Whoever is appointed must be placed in an organisation',
    detail:
      'Choose the kind “appointment” and somebody from the list. If they are missing there, have a coordinator place them first: place @Their Name in NMH as member',
  }),
  'decision.agreed': ({ number }) => ({
    title: `Decision ${number} was agreed by organisations`,
    detail: `So they have to agree to what takes its place. Type: supersede ${number} with … because … – it becomes a proposal, and decision ${number} stands until they agree.`,
  }),
  'decision.linkedToItself': ({ number }) => ({
    title: `Decision ${number} cannot be linked to itself`,
    detail: `Give the number of another decision, for example: link ${number} depends on 12`,
  }),
  'decision.notTaken': ({ number, state }) => ({
    title: `Decision ${number} has not been taken`,
    detail:
      state === 'proposed'
        ? `It is a proposal that organisations are still answering. To say something else instead, withdraw it: withdraw ${number} because … – then propose anew.`
        : `It is a proposal that was ${ENDED[state] ?? 'not agreed'}. To put it to the organisations again, type: reopen ${number}`,
  }),
  'evidence.closed': ({ number }) => ({
    title: `The evidence of proposal ${number} is closed`,
    detail: `It has its outcome, and what was known then is part of the record. Record a new decision or proposal that rests on the new evidence, and link them: link 20 relates to ${number}`,
  }),
  'evidence.malformedHash': ({ sha256 }) => ({
    title: `“${quoted(sha256)}” is not a SHA-256`,
    detail:
      'A SHA-256 has 64 characters, each a digit or a letter from a to f. Copy it whole from the tool that made it, or leave it out.',
  }),
  'member.notYours': (_, context) => ({
    title: 'You cannot say this for somebody else',
    detail: `Ask them, or a representative of their organisation, or ${named(context.coordinators, 'a coordinator')}.`,
  }),
  'position.closed': ({ number, state }) => ({
    title:
      state === 'recorded'
        ? `Decision ${number} was recorded, not proposed`
        : `Proposal ${number} is ${ENDED[state] ?? 'closed'} already`,
    detail:
      state === 'recorded'
        ? `There is nothing to answer. To say that you have seen it, type: seen ${number}`
        : state === 'ratified' || state === 'superseded'
          ? `It can no longer be answered. To change what was agreed, type: supersede ${number} with … because …`
          : `It can no longer be answered. To put it to the organisations again, type: reopen ${number}`,
  }),
  'position.interested': ({ number }) => ({
    title: 'It is you who would be appointed',
    detail: `Leave the answer to somebody else of your organisation, or say that it stands aside: stand aside ${number} because it is about me`,
  }),
  'position.needsReceived': ({ organisation }) => ({
    title: `Say how ${quoted(organisation)} told you`,
    detail: `You pass on what it has said, so the record needs to say how you heard it. For example: agree 14 for ${quoted(organisation)} received telephone call from Ben`,
  }),
  'position.needsWhy': ({ number, position }) =>
    position === 'standAside'
      ? {
          title: 'Standing aside needs a declared interest',
          detail: `Say what the interest is. In a message: stand aside ${number} because …`,
        }
      : {
          title: 'An objection needs a reason',
          detail: `Say why, and what would change it if anything would. In a message: object ${number} because …`,
        },
  'position.notAsked': ({ organisation, asked }) => ({
    title: `${quoted(organisation)} is not asked to agree to this`,
    detail: `Who is asked was fixed when it opened: ${few(asked)}. If it ought to be asked, ask whoever proposed it to withdraw it and propose it anew.`,
  }),
  'position.notRepresentative': ({ organisation, who }, context) => ({
    title: `You do not speak for ${quoted(organisation)}`,
    detail:
      who.length > 0
        ? `Ask ${named(who)}, who can answer for it. A coordinator can pass on what it says, or make you its representative: ${named(context.coordinators, 'ask one')}.`
        : `Nobody does yet. Ask ${named(context.coordinators, 'a coordinator')} to place you: place @Your Name in ${quoted(organisation)} as representative`,
  }),
  'position.ownWord': ({ organisation }) => ({
    title: `${quoted(organisation)} has answered for itself`,
    detail:
      'Nobody else can change that. If it has changed its mind, ask whoever speaks for it to say so: they can until the outcome.',
  }),
  'position.representativeHere': ({ organisation, who }) => ({
    title: `The representative of ${quoted(organisation)} is here`,
    detail: `Others answer for it only while its representatives are away. Ask ${named(who)} to answer. If they are away, they can say so, or a coordinator can: away @${names(who)[0] ?? 'Their Name'} until tomorrow`,
  }),
  'position.tooLate': ({ number, deadline }, { timeZone }) => ({
    title: `The time to answer proposal ${number} is over`,
    detail: `It was ${momentOr(deadline, timeZone)}. If the outcome is not what it should be, put it to the organisations again. Type: reopen ${number}`,
  }),
  'proposal.awaited': ({ number, awaited }) => ({
    title: `Proposal ${number} cannot be closed yet`,
    detail: `Not answered yet: ${few(awaited)}. Silence is never consent and never a refusal: ask them to answer, or leave it open until its deadline.`,
  }),
  'proposal.deadlinePast': ({ deadline }, { timeZone }) => ({
    title: 'The deadline has to be in the future',
    detail: `You gave ${momentOr(deadline, timeZone)}. Choose a later day or time, for example: by Friday 5pm`,
  }),
  'proposal.notYours': ({ number, by }) => ({
    title: `Only ${quoted(plainWords(by))} can withdraw proposal ${number}`,
    detail: `They proposed it. Ask them to withdraw it; or object, and say what would change that: object ${number} because …`,
  }),
  'position.twice': ({ organisation }) => ({
    title: `You have answered this for ${quoted(organisation)} already`,
    detail: 'One person speaks for one organisation on a proposal. Ask somebody else who is placed in yours to answer.',
  }),
  'position.unclear': ({ number, position, text }) => {
    const verb = position === 'standAside' ? 'stand aside' : position;
    return {
      title: `I cannot tell what “${quoted(text)}” means, so nothing is recorded`,
      detail: `A reason stands after “because”: ${verb} ${number} because … Without one, type: ${verb} ${number}. If there is a condition, object and say what would change that.`,
    };
  },
  'proposal.notFailed': ({ number, state }) => ({
    title:
      state === 'proposed' ? `Proposal ${number} is still open` : `Decision ${number} was ${ENDED[state] ?? 'taken'}`,
    detail:
      state === 'proposed'
        ? `Answer it, for example: agree ${number}. Whoever proposed it can withdraw it: withdraw ${number} because …`
        : `Only what ended without agreement is proposed again. To change it, type: supersede ${number} with … because …`,
  }),
  'proposal.unreadable': ({ text }) => ({
    title: `I cannot read “${quoted(text)}”`,
    detail:
      'Write for example: needs all, needs majority, needs 3 of NMH, EVC, SFC, needs majority including NMH, or quorum 4. If it belongs to what is proposed, choose who must agree in the form, and send it.',
  }),
  'proposal.weaker': ({ number }) => ({
    title: `Decision ${number} was agreed by more than this would need`,
    detail: `Whoever agreed to it has to be asked again, and no fewer of them may undo it. Leave out “needs” and “quorum”, and it needs what decision ${number} needed.`,
  }),
  'proposal.tooMany': ({ wanted, asked }) => ({
    title: `${wanted} of ${asked} ${asked === 1 ? 'organisation' : 'organisations'} cannot be`,
    detail:
      asked === 0
        ? 'No organisation is there to be asked. Have a coordinator add them first: type “setup”.'
        : `Choose a number from 1 to ${asked}, or write: needs all, or: needs majority`,
  }),
};

const ENDED: Record<string, string> = {
  ratified: 'ratified',
  rejected: 'rejected',
  lapsed: 'lapsed',
  withdrawn: 'withdrawn',
  superseded: 'superseded',
};

function names(who: readonly { name: Parameters<typeof plainWords>[0] }[]): string[] {
  return who.map(({ name }) => quoted(plainWords(name)));
}

function few(organisations: readonly string[]): string {
  const shown = organisations.slice(0, 12).join(', ');
  return organisations.length > 12 ? `${shown} and ${organisations.length - 12} more` : shown;
}
