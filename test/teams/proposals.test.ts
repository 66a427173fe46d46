import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forms } from '../../src/teams/forms.ts';
import { verbs } from '../../src/teams/routes.ts';
import { Returned } from '../../src/teams/turn.ts';
import { asha, ben, perform, PROGRAMME, World, type Instance } from '../app/world.ts';
import { refusalIn } from '../domain/refusals.ts';
import { carys, dev, elin, gwen, partnership, propose, take } from '../domain/world.ts';
import { inputsOf } from '../world/inputs.ts';
import { tag } from './messages.ts';
import { commandOf, turnOf } from './turns.ts';
import type { Command } from '../../src/domain/events.ts';
import type { Verb } from '../../src/teams/routes.ts';

const people = [asha, ben, carys, dev, elin, gwen];

let world: World;
let here: Instance;

beforeEach(async () => {
  world = await World.open();
  here = await world.instance();
  for (const command of partnership()) await perform(here, command as Command);
});
afterEach(() => world.end());

const says = async (text: string) => {
  const command = commandOf(text);
  return verbs[command.verb as Verb](turnOf(here, asha, people), command);
};

/** Why what was said is refused, and what stands in the form that comes back with it. */
async function returned(text: string): Promise<{ code: string; inputs: Record<string, string> }> {
  const error: unknown = await says(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof Returned)) throw new Error(`no form came back: ${String(error)}`);
  return { code: error.refusal.code, inputs: inputsOf(await error.form.card('message')) };
}

test.each(['as protocol', 'quorum majority', 'provisional', 'by 1 December', 'provisional as protocol by 1 December'])(
  '“%s” after who must agree names no organisation',
  async (option) => {
    const { inputs } = await returned(`propose Share the rota needs 2 of NMH, EVC ${option}`);
    expect(inputs).toMatchObject({ title: 'Share the rota', share: '2', among: 'NMH,EVC' });
  },
);

test.each(['needs majorty', 'needs 3 NMH EVC', 'needs NMH or EVC', 'needs 2 of NMH, 3', 'quorum four', 'quorum 2.5'])(
  '“%s” at the end is shown back, and nothing is proposed',
  async (rule) => {
    const { code, inputs } = await returned(`propose Share the rota ${rule} because wards wait`);
    expect(code).toBe('proposal.unreadable');
    expect(inputs).toMatchObject({ title: `Share the rota ${rule}`, share: 'all' });
  },
);

describe('a proposal form', () => {
  const sends = (inputs: Record<string, string>) =>
    forms.propose.send(turnOf(here, asha, people), {}, { title: 'Share the rota', why: 'x', share: 'all', ...inputs });

  test.each([
    ['share', 'most'],
    ['share', ''],
    ['share', ' '],
    ['share', '1.5'],
    ['share', 'All'],
    ['quorum', 'four'],
    ['quorum', '2.5'],
  ])('whose %s is “%s” is refused with that name', async (field, text) => {
    expect(await refusalIn(sends({ [field]: text }))).toEqual({ code: 'text.unreadable', field });
  });

  test('without who must agree is refused, not taken for all', async () => {
    const sent = forms.propose.send(turnOf(here, asha, people), {}, { title: 'Share the rota', why: 'x' });
    expect(await refusalIn(sent)).toEqual({ code: 'text.unreadable', field: 'share' });
  });

  test.each([
    [{ share: 'all' }, { needs: { share: 'all' }, quorum: 'majority' }],
    [
      { share: 'majority', quorum: '' },
      { needs: { share: 'majority' }, quorum: 'majority' },
    ],
    [
      { share: '3', quorum: ' 4 ' },
      { needs: { share: 3 }, quorum: 4 },
    ],
  ])('with %j is read', async (inputs, proposal) => {
    await sends(inputs);
    expect((await here.app.queries.state(PROGRAMME)).decisions.get(1)!.proposal).toMatchObject(proposal);
  });
});

describe('the form in which what was agreed is to be superseded', () => {
  beforeEach(async () => {
    const among = ['NMH', 'EVC', 'SFC'];
    await perform(here, propose('Share the rota', { needs: { share: 2, among, including: ['NMH'] }, quorum: 3 }));
    await perform(here, take('agree'));
    await perform(here, take('agree'), ben);
    await perform(here, take('agree'), carys);
  });

  test('comes back with what that decision needed, so that it can be sent', async () => {
    expect(await returned('supersede 1 with Share it by day')).toMatchObject({
      code: 'text.missing',
      inputs: { title: 'Share it by day', share: '2', among: 'NMH,EVC,SFC', including: 'NMH', quorum: '3' },
    });
  });

  test('keeps what was said of it instead', async () => {
    const { inputs } = await returned(
      'supersede 1 with Share it by day needs all of NMH, EVC, SFC, RPC quorum majority',
    );
    expect(inputs).toMatchObject({ share: 'all', among: 'NMH,EVC,SFC,RPC', including: 'NMH' });
    expect(inputs.quorum).toBeUndefined();
  });

  test('opened with nothing said, it says the same', async () => {
    const { form } = await says('supersede 1');
    expect(inputsOf(await form!.card('message'))).toMatchObject({
      title: 'Share the rota',
      share: '2',
      among: 'NMH,EVC,SFC',
      including: 'NMH',
      quorum: '3',
    });
  });
});

test.each([
  ['withdraw 1 the ward has closed', 'text.missing'],
  ['object 1 our nights are not covered', 'position.needsWhy'],
  ['stand aside 1 we bid for it too', 'position.needsWhy'],
])('“%s”, without “because”, brings the form with those words as the reason', async (text, code) => {
  await perform(here, propose());
  const why = text.replace(/^.* 1 /, '');
  expect(await returned(text)).toEqual({ code, inputs: expect.objectContaining({ why }) });
});

test('a reason speaks the name of whoever is mentioned in it', async () => {
  await perform(here, propose());
  const command = commandOf('withdraw 1 because <at>Ben Okafor</at> asked', tag('Ben Okafor', '29:ben'));
  await verbs.withdraw(turnOf(here, asha, people), command);
  const { history } = await here.app.queries.decisionWithHistory(PROGRAMME, 1);
  expect(history.at(-1)!.why).toBe('Ben Okafor asked');
});

test.each([
  ['agree 1 only if nights are covered', 'agree', 'only if nights are covered'],
  ['abstain 1 for now', 'abstain', 'for now'],
])('“%s” is no position: what follows may turn it round', async (text, position, left) => {
  await perform(here, propose());
  expect(await refusalIn(says(text))).toEqual({ code: 'position.unclear', number: 1, position, text: left });
  expect((await here.app.queries.state(PROGRAMME)).decisions.get(1)!.proposal!.positions.size).toBe(0);
});
