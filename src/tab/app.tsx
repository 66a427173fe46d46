import { FluentProvider } from '@fluentui/react-components';
import { useEffect, useMemo, type ReactNode } from 'react';
import { createApi } from './api/client.ts';
import { useAnswer } from './api/useAnswer.ts';
import { go } from './location.ts';
import { FailurePage } from './pages/failurePage.tsx';
import { OutsidePage } from './pages/outsidePage.tsx';
import { PeoplePage } from './pages/peoplePage.tsx';
import { Programmes } from './programmes.tsx';
import { Boundary } from './parts/boundary.tsx';
import { Header, LocalChoices } from './parts/header.tsx';
import { Loading } from './parts/loading.tsx';
import { subPageHash } from './routes.ts';
import { findHost, type Host } from './start/host.ts';
import { usePerson } from './start/person.ts';
import { themes } from './theme/themes.ts';
import { useTheme } from './theme/useTheme.ts';
import type { ThemeName } from './theme/name.ts';

/** The tab: finds out where it runs and who reads, then shows the page that the address names. */
export function App() {
  const { answer, retry } = useAnswer('host', findHost);
  const host = answer.state === 'ready' ? answer.value : null;
  const [theme, chooseTheme] = useTheme(host);
  return (
    <FluentProvider theme={themes[theme]} className="provider">
      <a className="skip" href="#main" onClick={skip}>
        Skip to the page
      </a>
      <Boundary>
        {answer.state === 'loading' && <Frame children={<Loading what="Concordat" />} />}
        {answer.state === 'failed' && <Frame children={<FailurePage fault={answer.fault} retry={retry} />} />}
        {host && <Hosted host={host} theme={theme} chooseTheme={chooseTheme} />}
      </Boundary>
    </FluentProvider>
  );
}

type ThemeChoice = { theme: ThemeName; chooseTheme: (theme: ThemeName) => void };

function Hosted({ host, ...choice }: { host: Host } & ThemeChoice) {
  switch (host.mode) {
    case 'teams':
      return <InTeams host={host} />;
    case 'local':
      return <InLocalMode host={host} {...choice} />;
    case 'outside':
      return <Frame children={<OutsidePage />} />;
  }
}

function InTeams({ host }: { host: Extract<Host, { mode: 'teams' }> }) {
  const api = useMemo(() => createApi(host.authorization), [host]);
  useEffect(() => {
    const hash = subPageHash(host.subPageId);
    if (hash && window.location.hash.length < 3) go(hash, 'replace');
  }, [host]);
  return <Programmes api={api} reader="teams" conversation={host.conversation} choices={null} />;
}

function InLocalMode({ host, ...choice }: { host: Extract<Host, { mode: 'local' }> } & ThemeChoice) {
  const [person, choosePerson] = usePerson(host.people);
  const api = useMemo(() => createApi(() => Promise.resolve(`Local ${person}`)), [person]);
  const choices = <LocalChoices {...choice} people={host.people} person={person} choosePerson={choosePerson} />;
  if (person === null)
    return <Frame choices={choices} children={<PeoplePage people={host.people} choose={choosePerson} />} />;
  return <Programmes api={api} reader={person} conversation={null} choices={choices} />;
}

/** The landmarks around whatever is shown before there is a programme. */
function Frame({ choices, children }: { choices?: ReactNode; children: ReactNode }) {
  return (
    <>
      <Header>{choices}</Header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** The fragment names the page, so the skip link must not change it. */
function skip(event: { preventDefault(): void }) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
