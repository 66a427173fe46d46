import type { OrganisationStatus, SourceView } from '../../web/api-types.ts';
import { Moment } from './programme.tsx';
import { Said } from './said.tsx';
import { WebLink } from './webLink.tsx';

type Props = { notices: OrganisationStatus['notices']; sources: readonly SourceView[] };

/** What the partner tells in words. It comes from outside, so it is text, and a link is one only where it leads to the web. */
export function PartnerNotices({ notices, sources }: Props) {
  if (notices.length === 0) return null;
  const nameOf = (source: number) => sources.find(({ number }) => number === source)?.name ?? `source ${source}`;
  return (
    <section className="part notices" aria-labelledby="notices">
      <h2 id="notices">Notices from the partner</h2>
      <ul className="evidence" role="list">
        {notices.map(({ title, at, link, source }, place) => (
          <li key={place}>
            {link === null ? <Said words={title} /> : <WebLink label={title} link={link} />}
            <p className="quiet">
              {at !== null && (
                <>
                  <Moment at={at} />,{' '}
                </>
              )}
              from {nameOf(source)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
