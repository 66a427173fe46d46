import { Fragment } from 'react';
import type { ActorView, WhoView, Words } from '../../web/api-types.ts';
import { BASIS, isWeak } from '../words/basis.ts';
import { useProgramme } from './programme.tsx';
import { Said } from './said.tsx';

/** A name and an organisation. A name without one may be a board, so nothing is said of it. */
export function Who({ who, joiner = ', ' }: { who: WhoView; joiner?: string }) {
  const { organisationName } = useProgramme();
  return (
    <span className="who">
      <Said words={who.name} />
      {who.organisation && (
        <span className="organisation">
          {joiner}
          {organisationName(who.organisation)}
        </span>
      )}
    </span>
  );
}

/** Who acted, and how their organisation is known where that is weaker than a placement or a home tenant. */
export function Actor({ by, always = false, joiner }: { by: ActorView; always?: boolean; joiner?: string }) {
  return (
    <>
      <Who who={by} joiner={joiner} />
      {(always || isWeak(by.basis)) && <span className="quiet"> ({BASIS[by.basis]})</span>}
    </>
  );
}

/** Several names, the last after `word`; each in its own direction. */
export function People({ names, word = 'and' }: { names: Words[]; word?: 'and' | 'or' }) {
  return names.map((name, at) => (
    <Fragment key={at}>
      {at > 0 && (at === names.length - 1 ? ` ${word} ` : ', ')}
      <Said words={name} />
    </Fragment>
  ));
}
