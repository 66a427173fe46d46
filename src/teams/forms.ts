import { randomUUID } from 'node:crypto';
import { amendForm, correctForm, evidenceForm, recordForm, reviewForm, supersedeForm } from './decisionForms.ts';
import { onBehalfForm, objectForm, standAsideForm, withdrawForm } from './positionForms.ts';
import { proposeForm, reproposeForm } from './proposalForms.ts';
import { organisationForm, placeForm, setupForm } from './programmeForms.ts';
import { answerForm } from './answerForm.ts';
import { indicatorForm, levelsForm } from './measuresForms.ts';
import { overrideForm } from './overrideForm.ts';
import { figuresForm, sourceForm } from './sourceForms.ts';
import { solveForm, standupForm } from './standupForms.ts';
import type { Inputs } from './inputs.ts';
import type { FormName, FormSubject } from '../cards/press.ts';
import type { Card } from '../cards/render.ts';
import type { Home } from '../cards/buttons.ts';
import type { Answer, OpenForm, Turn } from './turn.ts';

/** What a form is about; or nothing in particular. */
export type About = FormSubject;

/** How a form is shown this time. */
export type Showing = { programme: string; home: Home; nonce: string; problem?: string; field?: string };

/** One form: what stands in it at first, how it looks, and what sending it does. */
export type Form = {
  title: string;
  open(turn: Turn, about: About, home: Home): Promise<Inputs>;
  card(turn: Turn, about: About, values: Inputs, showing: Showing): Promise<Card>;
  send(turn: Turn, about: About, inputs: Inputs): Promise<Answer>;
  /** What of the inputs a refused form may come back with; all of them where this is absent. */
  returned?(turn: Turn, inputs: Inputs, home: Home): Promise<Inputs>;
};

/** All forms. */
export const forms: Record<FormName, Form> = {
  record: recordForm,
  supersede: supersedeForm,
  correct: correctForm,
  amend: amendForm,
  evidence: evidenceForm,
  review: reviewForm,
  setup: setupForm,
  organisation: organisationForm,
  place: placeForm,
  propose: proposeForm,
  repropose: reproposeForm,
  object: objectForm,
  standAside: standAsideForm,
  onBehalf: onBehalfForm,
  withdraw: withdrawForm,
  answer: answerForm,
  standup: standupForm,
  solve: solveForm,
  figures: figuresForm,
  source: sourceForm,
  indicator: indicatorForm,
  levels: levelsForm,
  override: overrideForm,
};

/** A form as it is first opened, or filled with what somebody has typed already; with its old nonce if it may have counted. */
export function formFor(turn: Turn, form: Form, about: About, typed?: Inputs, nonce?: string): OpenForm {
  return {
    title: form.title,
    card: async (home, problem) =>
      form.card(turn, about, typed ?? (await form.open(turn, about, home)), {
        programme: turn.programme,
        home,
        nonce: nonce ?? randomUUID(),
        ...(problem === undefined ? {} : { problem: problem.words }),
        ...(problem?.field === undefined ? {} : { field: problem.field }),
      }),
  };
}
