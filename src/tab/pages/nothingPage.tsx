import { PageHeading } from '../parts/heading.tsx';

/** For an address that leads nowhere. */
export function NothingPage({ title, detail }: { title: string; detail: string }) {
  return (
    <div className="centred">
      <PageHeading page="nothing" title={title}>
        {title}
      </PageHeading>
      <p>{detail}</p>
      <p>
        <a href="#/">Go to the start</a>
      </p>
    </div>
  );
}
