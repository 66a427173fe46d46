import { lazy, Suspense, useEffect, useMemo, type ReactNode } from 'react';
import type { MeView } from '../web/api-types.ts';
import type { Api } from './api/client.ts';
import { useAnswer } from './api/useAnswer.ts';
import { go, useRoute } from './location.ts';
import { DecisionsPage } from './pages/decisionsPage.tsx';
import { FailurePage } from './pages/failurePage.tsx';
import { NothingPage } from './pages/nothingPage.tsx';
import { ProgrammesPage } from './pages/programmesPage.tsx';
import { Header } from './parts/header.tsx';
import { Loading } from './parts/loading.tsx';
import { ProgrammeContext, programmeOf } from './parts/programme.tsx';
import { Sections, type Section } from './parts/sections.tsx';
import { decisionHref, decisionsHref, type Route } from './routes.ts';
import { SessionContext, useSession } from './session.tsx';

const DecisionPage = lazy(async () => ({ default: (await import('./pages/decisionPage.tsx')).DecisionPage }));
const StandupsPage = lazy(async () => ({ default: (await import('./pages/standupsPage.tsx')).StandupsPage }));
const RoundPage = lazy(async () => ({ default: (await import('./pages/roundPage.tsx')).RoundPage }));
const StatusPage = lazy(async () => ({ default: (await import('./pages/statusPage.tsx')).StatusPage }));
const OrganisationPage = lazy(async () => ({
  default: (await import('./pages/organisationPage.tsx')).OrganisationPage,
}));

type Props = { api: Api; reader: string; conversation: string | null; choices: ReactNode };

/** What the reader may read, and the page of it that the address names. */
export function Programmes({ api, reader, conversation, choices }: Props) {
  const route = useRoute();
  const { answer, retry } = useAnswer(`me ${reader} ${conversation}`, (signal) => api.me(conversation, signal));
  const me = answer.state === 'ready' ? answer.value : null;
  const session = useMemo(() => me && { api, me }, [api, me]);
  return (
    <>
      <Header sections={me && 'programme' in route && <Sections programme={route.programme} now={sectionOf(route)} />}>
        {me && me.programmes.length > 1 && 'programme' in route && <a href="#/">Change programme</a>}
        {choices}
      </Header>
      <main id="main" tabIndex={-1}>
        {answer.state === 'loading' && <Loading what="what you may read" />}
        {answer.state === 'failed' && <FailurePage fault={answer.fault} retry={retry} />}
        <SessionContext value={session}>{me && <Page me={me} route={route} />}</SessionContext>
      </main>
    </>
  );
}

function sectionOf({ page }: Route): Section {
  if (page === 'status' || page === 'organisation') return 'status';
  return page === 'standups' || page === 'round' ? 'standups' : 'decisions';
}

function Page({ me, route }: { me: MeView; route: Route }) {
  switch (route.page) {
    case 'home':
      return <Home me={me} decision={route.decision} />;
    case 'decisions':
    case 'decision':
    case 'standups':
    case 'round':
    case 'status':
    case 'organisation':
      return <InProgramme key={route.programme} route={route} />;
    case 'unknown':
      return (
        <NothingPage title="There is no such page" detail="The address may be mistyped or from a later version." />
      );
  }
}

/** Straight to the only programme; otherwise the reader chooses. */
function Home({ me, decision }: { me: MeView; decision: number | null }) {
  const only = me.programmes.length === 1 ? me.programmes[0]!.id : null;
  useEffect(() => {
    if (only !== null) go(decision === null ? decisionsHref(only) : decisionHref(only, decision), 'replace');
  }, [only, decision]);
  return only === null ? (
    <ProgrammesPage programmes={me.programmes} decision={decision} />
  ) : (
    <Loading what="decisions" />
  );
}

function InProgramme({ route }: { route: Extract<Route, { programme: string }> }) {
  const { api } = useSession();
  const { programme: id } = route;
  const { answer, retry } = useAnswer(`programme ${id}`, (signal) => api.programme(id, signal));
  const programme = useMemo(() => (answer.state === 'ready' ? programmeOf(answer.value) : null), [answer]);
  if (answer.state === 'failed') return <FailurePage fault={answer.fault} retry={retry} />;
  return (
    <ProgrammeContext value={programme}>
      <PageOf route={route} />
    </ProgrammeContext>
  );
}

function PageOf({ route }: { route: Extract<Route, { programme: string }> }) {
  const { programme } = route;
  switch (route.page) {
    case 'decisions':
      return <DecisionsPage programmeId={programme} filter={route.filter} />;
    case 'decision':
      return (
        <Suspense fallback={<Loading what={`decision ${route.number}`} />}>
          <DecisionPage programmeId={programme} number={route.number} />
        </Suspense>
      );
    case 'standups':
      return (
        <Suspense fallback={<Loading what="stand-ups" />}>
          <StandupsPage programmeId={programme} number={route.standup} filter={route.filter} />
        </Suspense>
      );
    case 'round':
      return (
        <Suspense fallback={<Loading what={`round ${route.round}`} />}>
          <RoundPage programmeId={programme} standup={route.standup} number={route.round} />
        </Suspense>
      );
    case 'status':
      return (
        <Suspense fallback={<Loading what="the status" />}>
          <StatusPage programmeId={programme} filter={route.filter} />
        </Suspense>
      );
    case 'organisation':
      return (
        <Suspense fallback={<Loading what="the status" />}>
          <OrganisationPage programmeId={programme} organisation={route.organisation} days={route.days} />
        </Suspense>
      );
  }
}
