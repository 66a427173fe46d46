import { NOTHING_KNOWN, type Figures, type SourceFigures } from './settling.ts';
import type { Measures } from './measures.ts';
import type { Programme } from './programme.ts';
import type { Source } from './source.ts';
import type { WhoView } from './views.ts';
import type { Instant, OrganisationId, PersonId } from './values.ts';

/** What a programme measures and what is known of it at a moment: from the log, and from what was fetched and pushed. */
export class Known {
  readonly now: Instant;
  readonly measures: Measures;
  readonly #state: Programme;
  readonly #figures: Figures;
  readonly #sources: Map<OrganisationId, Source[]>;

  constructor(state: Programme, figures: Figures, now: Instant) {
    this.#state = state;
    this.#figures = figures;
    this.now = now;
    this.measures = state.measures ?? NONE;
    const sources = [...state.sources.values()].filter((source) => source.state !== 'ended');
    this.#sources = Map.groupBy(
      sources.toSorted((one, other) => one.number - other.number),
      ({ partner }) => partner,
    );
  }

  /** The sources of an organisation that have not ended, in the order in which they were set up. */
  sourcesOf(organisation: OrganisationId): readonly Source[] {
    return this.#sources.get(organisation) ?? [];
  }

  /** What is known from a source. */
  of({ kind, told, number }: Source): SourceFigures {
    return kind === 'person' ? told : (this.#figures.get(number) ?? NOTHING_KNOWN);
  }

  whoIs(person: PersonId | null): WhoView | null {
    if (person === null) return null;
    const { name, organisation } = this.#state.members.get(person) ?? { name: 'Somebody', organisation: null };
    return { name, organisation };
  }
}

const NONE: Measures = {
  indicators: [],
  rule: { method: 'worst', source: '', effective: '' },
  example: false,
  kept: 0,
  index: -1,
  settling: {},
  history: [],
};
