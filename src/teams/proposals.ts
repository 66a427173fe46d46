import { waitingCard } from '../cards/waiting.ts';
import { wantsReason, type Position } from '../domain/agreement.ts';
import { Refused } from '../domain/refused.ts';
import { numbered, offered, opening, shown } from './answering.ts';
import { formFor, forms } from './forms.ts';
import { spoken, takeNumber, takeOption, type Command } from './grammar.ts';
import { filledIn } from './inputs.ts';
import { readProposal, termsInputs } from './proposalDraft.ts';
import { putAnew } from './proposalForms.ts';
import { decisionAbout, offering, type Answer, type Turn } from './turn.ts';
import type { Place } from '../app/ports.ts';
import type { Card } from '../cards/render.ts';
import type { Identity } from '../domain/person.ts';
import type { Desk } from './desk.ts';

/** `propose Share the discharge rota [by Friday 5pm] [needs …] [quorum …] [as protocol] [provisional] because …`; alone, it opens the form. */
export async function propose(turn: Turn, command: Command): Promise<Answer> {
  if (command.words === '' && command.why === undefined) return opening(turn, forms.propose);
  const said = await readProposal(turn, command);
  return offered(turn, forms.propose, {}, said.inputs, async () => ({ type: 'ProposeDecision', ...said.draft() }));
}

/** `supersede 14 with …` of what the organisations agreed: a proposal, which needs what that needed unless it says otherwise. */
export async function supersedeAgreed(turn: Turn, number: number, command: Command): Promise<Answer> {
  const words = command.words.replace(/^with\s+/i, '');
  if (words === '' && command.why === undefined) return opening(turn, forms.repropose, { number });
  const said = await readProposal(turn, { ...command, words });
  const decision = await decisionAbout(turn, { number });
  const typed = { ...termsInputs(await turn.concordat.queries.state(turn.programme), number), ...said.inputs };
  return offering(formFor(turn, forms.repropose, { number }, typed), typed, () =>
    putAnew(turn, decision, said.draft()),
  );
}

/** `agree 14`, `object 14 because …`, `abstain 14`; a coordinator: `agree 14 for EVC received telephone call from Ben` */
export const take = (position: Exclude<Position, 'standAside'>) => (turn: Turn, command: Command) =>
  taking(turn, command, position);

/** `stand aside 14 because …` */
export async function stand(turn: Turn, command: Command): Promise<Answer> {
  return taking(turn, { ...command, words: command.words.replace(/^aside\b\s*/i, '') }, 'standAside');
}

async function taking(turn: Turn, command: Command, position: Position): Promise<Answer> {
  const { number, rest } = numbered(command);
  const { why } = command;
  const told = takeOption(rest, 'received', (text) => spoken(text, command.people));
  const { organisations } = await turn.concordat.queries.state(turn.programme);
  const of = takeOption(told.words, 'for', (text) => (isShort(text, organisations) ? text : undefined));
  const left = spoken(of.words, command.people);
  // Words that no rule reads may turn round what is meant: "agree 14 only if …".
  if (left !== '' && !wantsReason(position))
    throw new Refused({ code: 'position.unclear', number, position, text: left });
  const reason = why ?? (left || undefined);
  const form = of.option !== undefined ? forms.onBehalf : position === 'standAside' ? forms.standAside : forms.object;
  const typed = filledIn({ why: reason, organisation: of.option?.toUpperCase(), position, received: told.option });
  return offered(turn, form, { number }, typed, async () => ({
    type: 'TakePosition',
    number,
    position,
    why,
    organisation: of.option,
    received: told.option,
  }));
}

/** One of the short names, or what is written like one. */
function isShort(text: string, organisations: { has(id: string): boolean }): boolean {
  return organisations.has(text.toUpperCase()) || /^[A-Z][A-Z0-9]{1,7}$/.test(text);
}

/** `withdraw 14 because …`; words without "because" may be the reason, which the form asks. */
export async function withdraw(turn: Turn, command: Command): Promise<Answer> {
  const { number, rest } = numbered(command);
  const { why } = command;
  const typed = filledIn({ why: why ?? spoken(rest, command.people) });
  return offered(turn, forms.withdraw, { number }, typed, async () => ({
    type: 'WithdrawProposal',
    number,
    why,
  }));
}

/** `close 14`, once every organisation has answered */
export async function close(turn: Turn, command: Command): Promise<Answer> {
  return shown(turn, { type: 'CloseProposal', number: numbered(command).number, why: command.why });
}

/** `reopen 14`: the form, filled in, that puts it to the organisations again */
export async function reopen(turn: Turn, command: Command): Promise<Answer> {
  const { number } = numbered(command);
  const { state } = await decisionAbout(turn, { number });
  if (state === 'proposed') throw new Refused({ code: 'proposal.notFailed', number, state });
  return opening(turn, forms.repropose, { number });
}

/** `link 14 depends on 12`, `link 14 relates to 12` */
export async function link(turn: Turn, command: Command): Promise<Answer> {
  const { number, rest } = numbered(command);
  const [, depends, other = ''] = /^(?:(depends\s+on)|relates\s+to|to)\s+([^]*)$/i.exec(rest) ?? [];
  const { number: to } = takeNumber(other);
  if (to === undefined) throw new Refused({ code: 'text.missing', field: 'relation' });
  const relation = depends ? 'dependsOn' : 'relatesTo';
  return shown(turn, { type: 'LinkDecision', number, relation, to, why: command.why });
}

/** What waits for somebody's organisation, in one programme or over several. */
export async function waiting(
  { concordat }: Pick<Desk, 'concordat'>,
  places: readonly Place[],
  who: Identity,
): Promise<Card> {
  const { queries, clock } = concordat;
  const programmes = await Promise.all(
    places.map(async ({ programme }) => {
      const { name, organisation } = await queries.standing(programme, who);
      const { timeZone, organisations } = await queries.setting(programme);
      const decisions = organisation === null ? [] : await queries.waiting(programme, organisation, clock());
      const own = organisations.find(({ id }) => id === organisation) ?? null;
      return { id: programme, name, timeZone, organisation: own, decisions };
    }),
  );
  return waitingCard({ programmes });
}
