import payload from './help.json' with { type: 'json' };
import { escape, safe, type Markdown } from './escape.ts';
import { opens, type ButtonData } from './buttons.ts';
import { template, type Card } from './render.ts';

export type HelpCardData = {
  /** What was typed and not understood. */
  text?: string;
  /** The command nearest to it, ready to be sent. */
  nearest?: string;
  /** The programme's id, for the buttons that open a form; without one there are none. */
  programme?: string;
};

/** Every command, with one example that the grammar reads. Grouped as the help card shows them. */
export const COMMANDS = [
  {
    group: 'Decisions',
    commands: [
      { does: 'Record a decision', example: 'decide Open 12 escalation beds because ED is at OPEL 4' },
      { does: 'Replace one', example: 'supersede 14 with Open 20 escalation beds because ED is still at OPEL 4' },
      { does: 'Add words to one', example: 'amend 14 The beds are on ward 6' },
      { does: 'Add evidence', example: 'evidence 14 Bed report https://northmoor.example/beds' },
      { does: 'Set a review', example: 'review 14 on 1 June' },
      { does: 'Say that you have seen it', example: 'seen 14' },
      { does: 'See its history', example: 'decision 14' },
      { does: 'Find some', example: 'decisions beds org:NMH since:1 March' },
    ],
  },
  {
    group: 'Proposals',
    commands: [
      {
        does: 'Propose',
        example:
          'propose Share the discharge rota by Friday 5pm needs 3 of NMH, EVC, SFC, RPC quorum 4 because wards plan by it',
      },
      { does: 'Agree', example: 'agree 15' },
      { does: 'Object', example: 'object 15 because the rota names staff' },
      { does: 'Abstain', example: 'abstain 15' },
      { does: 'Stand aside', example: 'stand aside 15 because we would run the service' },
      { does: 'Pass on an answer', example: 'agree 15 for EVC received telephone call from Ben' },
      { does: 'See what waits', example: 'decisions mine' },
      { does: 'Withdraw yours', example: 'withdraw 15 because we found a simpler way' },
      { does: 'Close one that all answered', example: 'close 15' },
      { does: 'Propose it again', example: 'reopen 15' },
      { does: 'Link two', example: 'link 15 depends on 14' },
    ],
  },
  {
    group: 'Stand-ups',
    commands: [
      { does: 'Set one up', example: 'standup weekdays at 9:15' },
      { does: 'Start a round now', example: 'standup start' },
      { does: 'See how it stands', example: 'standup' },
      {
        does: 'Answer',
        example: 'standup Discharged 14; next: ring-fence beds; blocked: transport after 8pm',
      },
      { does: 'Say that nothing changed', example: 'standup no change' },
      { does: 'See the last round', example: 'standup last' },
      { does: 'See who took part', example: 'standup history NMH' },
      { does: 'Leave one out', example: 'standup skip 24 December because wards are closed' },
      { does: 'End a round', example: 'standup close' },
      { does: 'See all stand-ups', example: 'standups' },
      { does: 'See what is in the way', example: 'blockers' },
      { does: 'Close a blocker', example: 'solved 3 because transport was found' },
      { does: 'Proclaim a holiday', example: 'holiday 5 May 2027 in Scotland because of the coronation' },
    ],
  },
  {
    group: 'Status',
    commands: [
      { does: 'See every partner', example: 'status' },
      { does: 'Keep the board up to date here', example: 'status pin' },
      { does: 'See one partner', example: 'status NMH' },
      { does: 'Set a level for a while', example: 'status NMH level 3 because the front door is full until 6pm' },
      { does: 'Go back to what the figures say', example: 'status NMH level off' },
      { does: 'Give your figures', example: 'figures beds-open 12' },
      { does: 'Say that they are still right', example: 'confirm' },
      { does: 'See how the feeds do', example: 'sources' },
      { does: 'Add a source of figures', example: 'source add' },
      { does: 'See what is measured', example: 'indicators' },
      { does: 'Measure something else', example: 'indicator add' },
      { does: 'Change how levels are worked out', example: 'levels' },
    ],
  },
  {
    group: 'People and organisations',
    commands: [
      { does: 'Set up', example: 'setup' },
      {
        does: 'Add an organisation',
        example: 'org add "Northmoor Hospitals" as NMH domain northmoor.example',
      },
      { does: 'See them all', example: 'orgs' },
      { does: 'Place a person', example: 'place @Asha Patel in NMH as representative' },
      { does: 'Say that you are away', example: 'away until Monday' },
      { does: 'Stop reminders', example: 'reminders off' },
      { does: 'Say that one left', example: 'org leave HHV because its service has ended' },
    ],
  },
  {
    group: 'The log',
    commands: [
      { does: 'Check that nothing was rewritten', example: 'verify' },
      { does: 'Take a copy', example: 'export csv' },
    ],
  },
] as const;

type Face = {
  record?: ButtonData;
  propose?: ButtonData;
  unknown?: Markdown;
  nearest?: Markdown;
  groups: { group: string; commands: { does: Markdown; example: Markdown }[] }[];
};

const expand = template<Face>(payload);

/** What can be typed, with examples; and when something was not understood, the nearest command on top. */
export function helpCard({ text, nearest, programme }: HelpCardData): Card {
  const typed = text === undefined ? undefined : text.slice(0, 200);
  return expand({
    unknown: typed ? safe`I did not understand “${escape(typed)}”. Nothing was recorded.` : undefined,
    nearest: nearest === undefined ? undefined : escape(nearest),
    record: programme === undefined ? undefined : opens({ do: 'open', form: 'record', programme }),
    propose: programme === undefined ? undefined : opens({ do: 'open', form: 'propose', programme }),
    groups: COMMANDS.map(({ group, commands }) => ({
      group,
      commands: commands.map(({ does, example }) => ({ does: escape(does), example: escape(example) })),
    })),
  });
}
