import { looksLikePatientData } from '../app/guard.ts';
import { helpCard } from '../cards/help.ts';
import { welcomeCard } from '../cards/welcome.ts';
import { Refused } from '../domain/refused.ts';
import { isPersonal, type Activity } from './activity.ts';
import { addressOf } from './address.ts';
import { show, type Desk } from './desk.ts';
import { explain } from './explain.ts';
import { nearestVerb, plain, readCommand, spoken, type Command } from './grammar.ts';
import { waiting } from './proposals.ts';
import { isVerb, verbs } from './routes.ts';
import { placeIn, placeOfPerson, placesOf, turnIn } from './where.ts';
import type { Note } from './bot.ts';
import type { Answer, Turn } from './turn.ts';

const GREETINGS = ['help', 'hello', 'hi', 'hey', '?'];

/** A message to the bot: who says it, in which programme, and what comes of it. */
export async function message(desk: Desk, activity: Activity, note: Note): Promise<void> {
  if (!isToUs(activity)) return;
  const address = addressOf(activity);
  try {
    refuseAtOnce(activity.text ?? '');
    const who = await desk.rosters.speaker(activity, address);
    note.person = who.person;
    const said = readCommand(activity);
    if (isPersonal(activity) && said && isMine(said)) {
      note.route = said.verb;
      await desk.wire.send(address, { card: await waiting(desk, await placesOf(desk, who), who) });
      return;
    }
    const { place, command } = isPersonal(activity)
      ? await personally(desk, activity, who)
      : { place: (await placeIn(desk, activity, who)).place, command: said };
    note.programme = place.programme;
    const turn = turnIn(desk, activity, place, who);
    await show(desk, address, place.programme, await answer(turn, command, note));
  } catch (error) {
    const explained = await explain(desk, error, note.programme);
    Object.assign(note, { outcome: explained.outcome, reference: explained.reference });
    const card = explained.form ? await explained.form.card('message', explained.problem) : explained.card;
    await desk.wire.send(address, { card });
  }
}

/** Somebody adds the bot: the programme is made, and says how to begin. Adding it again changes nothing. */
export async function install(desk: Desk, activity: Activity, note: Note): Promise<void> {
  const address = addressOf(activity);
  const who = await desk.rosters.speaker(activity, address);
  note.person = who.person;
  if (isPersonal(activity)) {
    await desk.wire.send(address, { card: helpCard({}) });
    return;
  }
  const { place, isNew } = await placeIn(desk, activity, who);
  note.programme = place.programme;
  if (!isNew) return;
  const { name } = await desk.concordat.queries.programme(place.programme);
  const mention = activity.recipient.name;
  await desk.wire.send(address, {
    card: welcomeCard({ programme: place.programme, name, ...(mention ? { mention } : {}) }),
  });
}

/** What waits for me, over all my programmes. */
function isMine({ verb, words }: Command): boolean {
  return verb === 'decisions' && /^mine$/i.test(words);
}

function isToUs(activity: Activity): boolean {
  return isPersonal(activity) || activity.mentions.some(({ mentioned }) => mentioned.id === activity.recipient.id);
}

/** Longer than any command can be; a paste of this size is not worth reading. */
const LONGEST_MESSAGE = 30_000;

/** Nothing of what looks like patient data goes any further than this, however it is written. */
function refuseAtOnce(text: string): void {
  if (text.length > LONGEST_MESSAGE)
    throw new Refused({ code: 'text.tooLong', field: 'message', length: text.length, limit: LONGEST_MESSAGE });
  const looksLike = looksLikePatientData(text) ?? looksLikePatientData(plain(text));
  if (looksLike) throw new Refused({ code: 'patient.data', looksLike });
}

/** The text without the bot's own mention, which is not needed in a personal chat but may stand there. */
function withoutUs({ text, mentions, recipient }: Activity): string {
  const own = mentions.find(({ mentioned }) => mentioned.id === recipient.id)?.text;
  return (own ? (text ?? '').replace(own, '') : (text ?? '')).trim();
}

async function personally(desk: Desk, activity: Activity, who: Turn['who']) {
  const { place, text } = await placeOfPerson(desk, who, { text: withoutUs(activity) });
  return { place, command: readCommand({ ...activity, text }) };
}

async function answer(turn: Turn, command: Command | undefined, note: Note): Promise<Answer> {
  if (!command || GREETINGS.includes(command.verb)) {
    note.route = 'help';
    return { card: helpCard({ programme: turn.programme }) };
  }
  if (isVerb(command.verb)) {
    note.route = command.verb;
    return verbs[command.verb](turn, command);
  }
  Object.assign(note, { route: 'help', outcome: 'unknown' });
  const nearest = nearestVerb(command.verb, Object.keys(verbs));
  const rest = [spoken(command.words, command.people), command.why && `because ${command.why}`]
    .filter(Boolean)
    .join(' ');
  return {
    card: helpCard({
      programme: turn.programme,
      text: `${command.verb} ${rest}`.trim(),
      ...(nearest ? { nearest: `${nearest} ${rest}`.trim().slice(0, 300) } : {}),
    }),
  };
}
