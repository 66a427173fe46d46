import { asha, ben, carys, dev, elin, farah, gwen, type Person } from '../world/people.ts';
import { inputsOf } from '../world/inputs.ts';
import { World, button, buttonsOf, textOf } from '../world/service.ts';
import type { Sent } from '../world/teams.ts';
import type { Card } from '../../src/cards/render.ts';
import type { RoundWithHistory } from '../../src/domain/standupViews.ts';

/** Five organisations, on a Monday before their stand-up opens, and what people do with its rounds. */
export class Reporting {
  readonly world: World;

  private constructor(world: World) {
    this.world = world;
  }

  static async open(): Promise<Reporting> {
    const world = await World.open([asha, ben, carys, dev, elin, farah, gwen]);
    world.now = '2026-11-23T08:00:00.000Z';
    await world.setUpFive();
    return new Reporting(world);
  }

  /** The card of a round and, once it has closed, its summary. */
  cardsOf(number: number): Sent[] {
    return [...this.world.teams.messages.values()].filter(({ card }) =>
      new RegExp(`round ${number}\\b[^]*\\d of \\d+ organisations`, 'i').test(card ? textOf(card) : ''),
    );
  }

  round(number = 1): Sent {
    return this.cardsOf(number)[0]!;
  }

  /** What the first round's card says; nothing before it is there. */
  get now(): string {
    return this.cardsOf(1).map(({ card }) => textOf(card!))[0] ?? '';
  }

  press(who: Person, title: string, card: Card = this.round().card!) {
    return this.world.executes(who, button(card, title).data);
  }

  /** A round as somebody reads it over the API. */
  async record(number = 1, who = asha): Promise<RoundWithHistory> {
    const programme = await this.world.programme();
    return (await this.world.get(`/api/programmes/${programme}/standups/1/rounds/${number}`, who)) as RoundWithHistory;
  }

  /** The form that was opened last. */
  get form(): Card {
    return this.world.teams.cards().findLast((card) => buttonsOf(card).some(({ data }) => data.do === 'submit'))!;
  }

  /** Somebody opens a form from a button of the round's card, fills it in and sends it. */
  async sends(who: Person, title: string, inputs: Record<string, string>): Promise<string> {
    await this.press(who, title);
    const { form } = this;
    const submit = buttonsOf(form).find(({ data }) => data.do === 'submit')!;
    const answer = await this.world.executes(who, { ...submit.data, ...inputsOf(form), ...inputs });
    return textOf(answer.value);
  }
}
