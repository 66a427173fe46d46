import payload from './welcome.json' with { type: 'json' };
import { opens, type ButtonData } from './buttons.ts';
import { escape, safe, type Markdown } from './escape.ts';
import { template, type Card } from './render.ts';

export type WelcomeCardData = {
  /** The programme's id. */
  programme: string;
  name: string;
  /** Whether one has to mention the bot: in a channel, group chat or meeting, but not in a personal chat. */
  mention?: string;
};

type Face = {
  title: Markdown;
  text: Markdown;
  steps: { number: string; does: Markdown; example: Markdown }[];
  setup: ButtonData;
};

const expand = template<Face>(payload);

/** After an installation: what this is for, and the first three steps. */
export function welcomeCard({ programme, name, mention }: WelcomeCardData): Card {
  const before = mention ? `@${mention} ` : '';
  const steps = [
    { does: 'Set up the programme: its organisations, and who may decide what alone.', example: 'setup' },
    { does: 'Place each person in their organisation.', example: 'place @Asha Patel in NMH as representative' },
    {
      does: 'Record the first decision, with its reason.',
      example: 'decide Open 12 escalation beds because ED is at OPEL 4',
    },
  ];
  return expand({
    title: safe`Concordat is ready for ${escape(name)}`,
    text: safe`It records what you decide across organisations, with who, when and why, in a log that nobody can rewrite unnoticed. You are its first coordinator.`,
    steps: steps.map(({ does, example }, place) => ({
      number: `${place + 1}`,
      does: escape(does),
      example: escape(before + example),
    })),
    setup: opens({ do: 'open', form: 'setup', programme }),
  });
}
