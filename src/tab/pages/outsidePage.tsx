import { PageHeading } from '../parts/heading.tsx';

/** For a browser without Teams around it, where nobody can be known. */
export function OutsidePage() {
  return (
    <div className="centred">
      <PageHeading page="outside" title="Open this in Microsoft Teams">
        Open this in Microsoft Teams
      </PageHeading>
      <p>Concordat shows a programme’s decisions to its members, and Teams is how it knows who you are.</p>
      <p>
        In Teams, go to the team or chat of your programme and choose the Concordat tab. If there is none, add it with
        the + beside the other tabs.
      </p>
    </div>
  );
}
