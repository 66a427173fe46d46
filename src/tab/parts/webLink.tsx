import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { Words } from '../../web/api-types.ts';
import { said } from '../words/erased.ts';
import { Said } from './said.tsx';

/** A link only where it leads to the web; anything else is shown as the text that it is. */
export function WebLink({ label, link }: { label: Words; link: Words | null }) {
  if (typeof link !== 'string')
    return (
      <>
        <Said words={label} />
        {said(link) && typeof label === 'string' && (
          <>
            , <Said words={link} />
          </>
        )}
      </>
    );
  const host = webHost(link);
  if (host === null)
    return (
      <>
        <Said words={label} /> <span className="quiet said">{link}</span>
      </>
    );
  return (
    <>
      <a href={link} target="_blank" rel="noopener noreferrer">
        <Said words={label} />
        <OpenRegular aria-hidden className="open-icon" />
        <span className="unseen"> (opens in a new window)</span>
      </a>
      <span className="quiet said"> {host}</span>
    </>
  );
}

function webHost(link: string): string | null {
  try {
    const { protocol, host } = new URL(link);
    return protocol === 'https:' || protocol === 'http:' ? host : null;
  } catch {
    return null;
  }
}
