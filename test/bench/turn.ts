import { asha, crowd, type Person } from '../world/people.ts';
import { FakeTeams, type Activity } from '../world/teams.ts';
import { Bot, IN_FLIGHT } from './bot.ts';
import { compared, figure, median, quantile, type Row } from './measure.ts';
import { inFolder } from './resources.ts';

const WARM_UP_TURNS = 1_500;
const ROUNDS = 8;
const LATENCY_TURNS = 150;

/** What is said in a turn: by whom, after what, and what its answer has to say, since a refusal would be a fast one. */
type Kind = {
  what: string;
  people: Person[];
  before: string[];
  says: (number: number) => string;
  answer: string;
};

/** A whole `decide` turn of the service against the same message at an echo bot, each in a process of its own. */
export function turn(): Promise<Row[]> {
  return turns({
    what: 'decide turn',
    people: crowd(20),
    before: [
      'org add "Northmoor Hospitals" as NMH sector acute domain northmoor.example',
      'org add "Eastvale Council" as EVC domain eastvale.example',
      'org add "Riverside Primary Care" as RPC domain riverside.example',
    ],
    says: (number) => `decide Open ${12 + (number % 20)} escalation beds on ward ${number} because ED is at OPEL 4`,
    answer: 'Recorded',
  });
}

const ORGANISATIONS = 30;

/** An answer to a stand-up, of 300 people in 30 organisations one after the other, whose card is kept up to date. */
export function answers(): Promise<Row[]> {
  const people = crowd(300).map((person, place) => ({
    ...person,
    email: `person${place}@org${place % ORGANISATIONS}.example`,
    userPrincipalName: `person${place}@org${place % ORGANISATIONS}.example`,
  }));
  const short = (place: number) => `ORG${place}`;
  return turns({
    what: 'stand-up answer turn',
    people,
    before: [
      ...Array.from(
        { length: ORGANISATIONS },
        (_, place) => `org add "Organisation ${place}" as ${short(place)} domain org${place}.example`,
      ),
      'standup weekdays at 9:15',
      'standup start',
    ],
    says: (number) => `standup ${number} people went home; next: ring-fence ${number % 9} beds`,
    answer: 'has answered round',
  });
}

async function turns({ what, people, before, says, answer }: Kind): Promise<Row[]> {
  const teams = await new FakeTeams([asha, ...people]).listen();
  try {
    return await inFolder(async (folder) => {
      const service = await Bot.start(teams, ['src/main.ts'], { DATA_DIR: folder, MicrosoftAppId: '' }, answer);
      const echo = await Bot.start(teams, ['test/bench/echo.ts']);
      try {
        for (const text of before) await service.take(teams.message(asha, text));
        const next = (number: number) => teams.message(people[number % people.length]!, says(number));
        return await measured(what, { service, echo }, next);
      } finally {
        await Promise.all([service.end(), echo.end()]);
      }
    });
  } finally {
    await teams.close();
  }
}

type Bots = { service: Bot; echo: Bot };

async function measured(what: string, { service, echo }: Bots, message: (number: number) => Activity) {
  let number = 0;
  const next = () => message(number++);
  for (const bot of [service, echo]) await bot.turns(next, IN_FLIGHT, (done) => done < WARM_UP_TURNS);

  const work: { bot: Bot; milliseconds: number }[] = [];
  const throughput = (bot: Bot) => async () => {
    const { perSecond, processor } = await bot.busy(next);
    if (processor !== undefined) work.push({ bot, milliseconds: processor });
    return perSecond;
  };
  const turns = await compared(ROUNDS, throughput(service), throughput(echo));

  const waits = new Map<Bot, number[]>([service, echo].map((bot) => [bot, []]));
  const latency = (bot: Bot) => async () => {
    const taken = await bot.turns(next, 1, (done) => done < LATENCY_TURNS);
    waits.get(bot)!.push(...taken);
    return median(taken);
  };
  const alone = await compared(ROUNDS, latency(service), latency(echo));
  const [slow, slowEcho] = [quantile(waits.get(service)!, 0.99), quantile(waits.get(echo)!, 0.99)];
  return [
    {
      what: `${what}, ${IN_FLIGHT} in flight / echo bot`,
      ours: figure(turns.ours, '/s'),
      baseline: figure(turns.baseline, '/s'),
      ratio: turns.ratio,
      aim: { atLeast: 0.8 },
    },
    ...processorRow(what, work, service),
    {
      what: `${what}, 1 in flight, median / echo bot`,
      ours: figure(alone.ours, 'ms'),
      baseline: figure(alone.baseline, 'ms'),
      ratio: alone.ratio,
    },
    {
      what: `${what}, 1 in flight, 99 in 100 / echo bot`,
      ours: figure(slow, 'ms'),
      baseline: figure(slowEcho, 'ms'),
      ratio: slow / slowEcho,
    },
  ];
}

/** What a turn costs the processor, which other work on this machine changes least. */
function processorRow(what: string, work: readonly { bot: Bot; milliseconds: number }[], service: Bot): Row[] {
  if (work.length === 0) return [];
  const of = (ours: boolean) =>
    median(work.filter(({ bot }) => (bot === service) === ours).map((one) => one.milliseconds));
  const [ours, baseline] = [of(true), of(false)];
  return [
    {
      what: `${what}, processor time / echo bot`,
      ours: figure(ours, 'ms'),
      baseline: figure(baseline, 'ms'),
      ratio: ours / baseline,
    },
  ];
}
