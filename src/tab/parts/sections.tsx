import { decisionsHref, standupHref, statusHref } from '../routes.ts';

export type Section = 'decisions' | 'standups' | 'status';

const SECTIONS: { section: Section; words: string; href: (programme: string) => string }[] = [
  { section: 'decisions', words: 'Decisions', href: (programme) => decisionsHref(programme) },
  { section: 'standups', words: 'Stand-ups', href: (programme) => standupHref(programme) },
  { section: 'status', words: 'Status', href: (programme) => statusHref(programme) },
];

/** What there is to read of a programme. */
export function Sections({ programme, now }: { programme: string; now: Section }) {
  return (
    <nav className="sections" aria-label="Programme">
      <ul role="list">
        {SECTIONS.map(({ section, words, href }) => (
          <li key={section}>
            <a href={href(programme)} aria-current={section === now ? 'page' : undefined}>
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
