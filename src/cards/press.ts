/**
 * What a card's button carries back. Every button of every card sends one of these as its data, beside the inputs of
 * its form. It comes back from a client, so `teams/` parses it anew and trusts nothing in it.
 *
 * `nonce` tells two presses of one rendering from one press that is delivered twice: a card that is kept up to date
 * carries its version, a form a random one.
 */
export type Press =
  | { do: 'see'; programme: string; number: number; seen: boolean; nonce: string }
  /** Takes a position that needs no words; `object` and `standAside` open a form. */
  | { do: 'position'; programme: string; number: number; position: 'agree' | 'abstain'; nonce: string }
  /** Ends a proposal that all have answered and that they do not agree to. */
  | { do: 'close'; programme: string; number: number; nonce: string }
  /** Teams asks for the card as this reader should see it; changes nothing. */
  | { do: 'refresh'; programme: string; number: number }
  /** "No change, nothing in the way": an answer to a round in one press. */
  | { do: 'noChange'; programme: string; standup: number; round: number; nonce: string }
  /** At the table: the turn of this organisation is over. */
  | { do: 'turn'; programme: string; standup: number; round: number; after: string; nonce: string }
  /** Ends a round before its time. */
  | { do: 'closeRound'; programme: string; standup: number; round: number; nonce: string }
  /** Brings the card of a round anew, with its buttons. */
  | { do: 'showRound'; programme: string; standup: number; round: number }
  /** Brings the board, or a further page of it; `from` counts organisations from 0. */
  | { do: 'showStatus'; programme: string; from: number }
  /** Brings everything of one organisation, or where its figures come from. */
  | { do: 'showPartner'; programme: string; partner: string }
  | { do: 'showSources'; programme: string }
  | { do: 'showSource'; programme: string; source: number }
  /** "No change, still right": what a person told last is current again. `on`: which card it stands on, which takes its place anew. */
  | { do: 'confirm'; programme: string; source: number; on: 'ask' | 'source' | 'partner'; nonce: string }
  /** Fetches the source that a form describes, once, and brings the form back with what was found. Saves nothing. */
  | { do: 'trySource'; programme: string; source?: number; nonce: string }
  /** Takes the set of indicators that comes ready. */
  | { do: 'takeExample'; programme: string; nonce: string }
  /** Opens a form: in a dialog in Teams, otherwise as a message of its own. */
  | ({ do: 'open'; form: FormName; programme: string } & FormSubject)
  /** Sends a form. */
  | ({ do: 'submit'; form: FormName; programme: string; nonce: string } & FormSubject)
  /** Shows something that changes nothing: one decision's history, a further page of the list. */
  | { do: 'history'; programme: string; number: number }
  /** Brings the card of a decision anew, with its buttons. */
  | { do: 'show'; programme: string; number: number }
  | { do: 'page'; programme: string; filter: string; cursor: string };

/**
 * What a form is about: a decision or a blocker by its number, a person, a stand-up and one of its rounds, a source by its
 * number, an organisation, or an indicator by its key.
 */
export type FormSubject = {
  number?: number;
  person?: string;
  standup?: number;
  round?: number;
  source?: number;
  partner?: string;
  indicator?: string;
};

/**
 * The forms. `correct` is "not what I meant": the decision form filled in, which records a decision that supersedes
 * the misunderstood one. `repropose` is the proposal form filled in: "not what I meant" of an open proposal, which is
 * withdrawn for the new one, and the reopening of one that has ended. `onBehalf` is where a coordinator passes on what
 * an organisation has told them. `answer` answers a round, `standup` sets a stand-up up or changes it, and `solve` closes
 * a blocker. `figures` is how a person tells a source's figures, `source` sets a source up or changes it, `indicator` and
 * `levels` change what is measured and how it is weighed, and `override` sets an organisation's level for a while.
 */
export const FORMS = [
  'record',
  'supersede',
  'correct',
  'amend',
  'evidence',
  'review',
  'setup',
  'organisation',
  'place',
  'propose',
  'repropose',
  'object',
  'standAside',
  'onBehalf',
  'withdraw',
  'answer',
  'standup',
  'solve',
  'figures',
  'source',
  'indicator',
  'levels',
  'override',
] as const;
export type FormName = (typeof FORMS)[number];

/** The ids of the inputs of each form, and so the names of what comes back. All values are text. */
export type DecisionInputs = Partial<
  Record<
    | 'kind'
    | 'title'
    | 'text'
    | 'why'
    | 'options'
    | 'evidence'
    | 'decidedDay'
    | 'decidedTime'
    | 'decidedBy'
    | 'consulted'
    | 'informed'
    | 'effective'
    | 'review'
    | 'retention'
    | 'lateBecause',
    string
  >
>;
export type AmendInputs = Partial<Record<'text' | 'why', string>>;
export type EvidenceInputs = Partial<Record<'label' | 'link' | 'sha256', string>>;
export type ReviewInputs = Partial<Record<'on' | 'why', string>>;
/** `organisations` and `scheme` hold one a line. */
export type SetupInputs = Partial<Record<'name' | 'goal' | 'timeZone' | 'organisations' | 'scheme', string>>;
export type OrganisationInputs = Partial<
  Record<'name' | 'short' | 'ods' | 'sector' | 'nation' | 'constituency' | 'domains' | 'tenants' | 'why', string>
>;
export type PlaceInputs = Partial<Record<'member' | 'organisation' | 'roles' | 'why', string>>;
/**
 * `share`: `all`, `majority` or a number; `among` and `including`: short names with commas between; `quorum`: a number,
 * or empty for over half; `duties`: one a line, `NMH: runs the beds`; `appointee`: a person's id; `provisional`: `true`
 * or `false`.
 */
export type ProposalInputs = Partial<
  Record<
    | 'kind'
    | 'title'
    | 'why'
    | 'deadlineDay'
    | 'deadlineTime'
    | 'share'
    | 'among'
    | 'including'
    | 'quorum'
    | 'provisional'
    | 'text'
    | 'options'
    | 'evidence'
    | 'consulted'
    | 'informed'
    | 'effective'
    | 'review'
    | 'retention'
    | 'duties'
    | 'appointee'
    | 'service'
    | 'appetite',
    string
  >
>;
/** `wouldChange` is for an objection alone. */
export type ReasonInputs = Partial<Record<'why' | 'wouldChange', string>>;
export type OnBehalfInputs = Partial<Record<'organisation' | 'position' | 'received' | 'why' | 'wouldChange', string>>;
/**
 * Of a question, `q-` and its id; a yes or no is `yes` or `no`, everything else as it is typed or chosen. `done`: lines of
 * the last plan that are done, each as `<entry of that answer>.<line, from 0>`, with commas between. `blockers`: new ones,
 * one a line, and `helper` (an organisation) and `needBy` (a day) for all of them. `solved`: numbers of blockers with
 * commas between, and `how`. `readers`: organisations with commas between; none: everybody.
 */
export type AnswerInputs = { [question: `q-${string}`]: string } & Partial<
  Record<'done' | 'blockers' | 'helper' | 'needBy' | 'solved' | 'how' | 'readers', string>
>;
/**
 * `when`: a schedule in words, empty for none; `openFor` and `remindBefore`: minutes, the latter empty for never; `asked`:
 * one organisation a line, with the names of who answers and who stands in (`NMH: Asha Patel, Gwen Price`; a dash for nobody), empty for all;
 * `questions`: one a line, with its kind in brackets (`Beds free (number, beds, required)`).
 */
export type StandupInputs = Partial<
  Record<
    | 'name'
    | 'when'
    | 'timeZone'
    | 'openFor'
    | 'reporting'
    | 'asked'
    | 'questions'
    | 'remindBefore'
    | 'escalateAfter'
    | 'summaryIn'
    | 'why',
    string
  >
>;
export type SolveInputs = Partial<Record<'how', string>>;
/** Of an indicator, `f-` and its key: a number as it is typed. */
export type FiguresInputs = { [indicator: `f-${string}`]: string } & { why?: string };
/**
 * `whose`: an organisation's short name; `reads`: one indicator a line, `beds-open = wards[name=Ward 6].beds.open`, followed where that is
 * needed by `times 100` or by a table of values in brackets (`level = state (GREEN 1, AMBER 2, RED 4)`); `rows`:
 * `Site = Northmoor`; `asks`: `weekdays at 8am, midday`; `asked`: a person's id, empty for whoever speaks for the
 * organisation; `askedIn`: `person` or `conversation`; `every`: minutes.
 */
export type SourceInputs = Partial<
  Record<
    | 'whose'
    | 'kind'
    | 'name'
    | 'address'
    | 'every'
    | 'credential'
    | 'reads'
    | 'observedAt'
    | 'rows'
    | 'asks'
    | 'asked'
    | 'askedIn'
    | 'why',
    string
  >
>;
/** `two`, `three`, `four`: thresholds; `masked`: `true` or `false`; `freshFor`: minutes. */
export type IndicatorInputs = Partial<
  Record<
    | 'key'
    | 'name'
    | 'definition'
    | 'unit'
    | 'adding'
    | 'worse'
    | 'two'
    | 'three'
    | 'four'
    | 'readings'
    | 'recoveryReadings'
    | 'margin'
    | 'freshFor'
    | 'masked'
    | 'weight'
    | 'why',
    string
  >
>;
/** `bands`: three numbers with commas between; `agreedBy`: who agreed the rule, and where it stands; `kept`: days. */
export type LevelsInputs = Partial<Record<'method' | 'bands' | 'agreedBy' | 'effective' | 'kept' | 'why', string>>;
export type OverrideInputs = Partial<Record<'level' | 'untilDay' | 'untilTime' | 'why', string>>;
