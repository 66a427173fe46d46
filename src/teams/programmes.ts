import { doneCard } from '../cards/done.ts';
import { organisationsCard } from '../cards/organisations.ts';
import { Refused } from '../domain/refused.ts';
import { forms, formFor } from './forms.ts';
import { personIn, spoken, takeOption, type Command } from './grammar.ts';
import {
  addOrganisation,
  organisationFrom,
  place as placeMember,
  readOrganisation,
  rolesOf,
} from './programmeForms.ts';
import { offering, perform, type Answer, type Turn } from './turn.ts';

/** `setup` */
export async function setup(turn: Turn): Promise<Answer> {
  return { form: formFor(turn, forms.setup, {}) };
}

/** `orgs` */
export async function organisations(turn: Turn): Promise<Answer> {
  return { card: organisationsCard({ programme: await turn.concordat.queries.programme(turn.programme) }) };
}

/** `org add "Northmoor Hospitals" as NMH ods R0X domain northmoor.example`, `org leave HHV because …`; `org add` alone opens the form. */
export async function organisation(turn: Turn, command: Command): Promise<Answer> {
  const [, leaving] = /^leave\s+(\S+)$/i.exec(command.words) ?? [];
  if (leaving !== undefined) return leave(turn, leaving, command.why);
  const words = spoken(command.words, command.people).replace(/^add\b\s*/i, '');
  if (words === '') return { form: formFor(turn, forms.organisation, {}) };
  const typed = { ...readOrganisation(words), ...(command.why === undefined ? {} : { why: command.why }) };
  return offering(formFor(turn, forms.organisation, {}, typed), typed, () =>
    addOrganisation(turn, organisationFrom(typed)),
  );
}

async function leave(turn: Turn, organisation: string, why: string | undefined): Promise<Answer> {
  const { entries } = await perform(turn, { type: 'LeaveOrganisation', organisation, why });
  const short = organisation.toUpperCase();
  return {
    card:
      entries.length > 0
        ? doneCard({
            title: `${short} has left the programme`,
            detail: 'It is asked no more. What it said before stands, and open proposals still wait for it.',
          })
        : doneCard({ done: false, title: `${short} had left already. Nothing was recorded.` }),
  };
}

/** `place @Person in NMH as representative [because …]`; `place` alone opens the form. */
export async function place(turn: Turn, command: Command): Promise<Answer> {
  if (command.words === '') return { form: formFor(turn, forms.place, {}) };
  const roles = takeOption(command.words, 'as', (rest) => rest);
  const within = takeOption(roles.words, 'in', (rest) => rest);
  const mentioned = personIn(within.words, command.people);
  const person = mentioned && (await turn.rosters.mentioned(mentioned, turn.address));
  const named = spoken(within.words, command.people).replace(/^@/, '');
  const found =
    person ?? (await turn.rosters.everyone(turn.place)).find(({ name }) => name.toLowerCase() === named.toLowerCase());
  const typed = {
    member: found?.person ?? '',
    organisation: within.option ?? '',
    roles: roles.option ?? '',
    why: command.why ?? '',
  };
  return offering(formFor(turn, forms.place, {}, typed), typed, async () => {
    if (!found) throw new Refused({ code: 'person.unknown', person: named });
    if (!within.option) throw new Refused({ code: 'text.missing', field: 'organisation' });
    const { person: id, name } = found;
    return placeMember(turn, {
      person: id,
      name,
      organisation: within.option,
      roles: rolesOf(roles.option),
      ...(command.why === undefined ? {} : { why: command.why }),
    });
  });
}
