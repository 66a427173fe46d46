import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useLayoutEffect, useState } from 'react';
import type { OrganisationBoard } from '../../web/api-types.ts';
import { useRefreshed } from '../api/useRefreshed.ts';
import { Export } from '../parts/export.tsx';
import { Failure } from '../parts/failure.tsx';
import { Figures } from '../parts/figures.tsx';
import { Causes, FreshnessTag } from '../parts/freshness.tsx';
import { PageHeading } from '../parts/heading.tsx';
import { Drivers, Override } from '../parts/levelBasis.tsx';
import { LevelChanges } from '../parts/levelChanges.tsx';
import { LevelPlot } from '../parts/levelPlot.tsx';
import { LevelTag } from '../parts/levelTag.tsx';
import { Loading } from '../parts/loading.tsx';
import { PartnerNotices } from '../parts/partnerNotices.tsx';
import { useProgramme, useProgrammeSoFar } from '../parts/programme.tsx';
import { Refreshing } from '../parts/refreshing.tsx';
import { ExampleNote, NothingMeasured, Rule } from '../parts/rule.tsx';
import { Sources } from '../parts/sources.tsx';
import { TrendPlot } from '../parts/trendPlot.tsx';
import { LOOKING_BACK, organisationHref, statusHref, type LookingBack } from '../routes.ts';
import { useSession } from '../session.tsx';
import { keptHref } from './listMemory.ts';
import '../styles/decision.css';
import '../styles/plot.css';
import '../styles/status.css';
import '../styles/table.css';

const EVERY_MS = 2 * 60_000;

type Props = { programmeId: string; organisation: string; days: LookingBack };

/** One organisation: its level and why, each figure and where it comes from, and how they have moved. */
export function OrganisationPage({ programmeId, organisation, days }: Props) {
  const { api } = useSession();
  const programme = useProgrammeSoFar();
  const [isOn, turn] = useState(true);
  const subject = `status ${programmeId} ${organisation}`;
  const { value, fault, refresh } = useRefreshed(
    { subject, key: `${subject} ${days}`, every: EVERY_MS, isOn },
    (signal) => api.organisation(programmeId, organisation, days, signal),
  );
  const name = value?.row.name ?? programme?.organisationName(organisation) ?? organisation;
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
  }, [subject]);
  return (
    <article className="record organisation-page">
      <p className="back">
        <a href={keptHref(statusHref(programmeId))}>
          <ArrowLeftRegular aria-hidden />
          <span>All organisations</span>
        </a>
      </p>
      <div className="page-head">
        <p className="eyebrow">Status</p>
        <PageHeading page={subject} title={`${name} – Status${programme ? ` – ${programme.name}` : ''}`}>
          {name}
        </PageHeading>
        {value && programme && (
          <Refreshing at={value.at} every="2 minutes" isOn={isOn} turn={turn} refresh={refresh} fault={fault} />
        )}
      </div>
      {!value && fault && <Failure fault={fault} retry={refresh} />}
      {!fault && !(value && programme) && <Loading what="the status" />}
      {value && programme && <Status board={value} days={days} />}
    </article>
  );
}

function Status({ board, days }: { board: OrganisationBoard; days: LookingBack }) {
  const { timeZone } = useProgramme();
  const { programme, row, indicators, sources, example, at } = board;
  return (
    <>
      {example && <ExampleNote />}
      <LevelChanges rows={[row]} />
      <Now board={board} />
      <PartnerNotices notices={row.notices} sources={sources} />
      {indicators.length === 0 && <NothingMeasured />}
      {indicators.length > 0 && <Figures board={board} />}
      {indicators.length > 0 && <Past board={board} days={days} />}
      <Sources sources={sources} indicators={indicators} />
      {indicators.length > 0 && <Rule board={board} />}
      <Export programme={programme} organisation={row.organisation} at={at} days={days} />
      <p className="quiet foot">Times are in the programme’s time zone, {timeZone}.</p>
    </>
  );
}

/** The level and what makes it so: what a reader wants to know first. */
function Now({ board: { row, indicators } }: { board: OrganisationBoard }) {
  const { level, basis, override, freshness, figures } = row;
  return (
    <section className={`level-now edge-level-${level ?? 'none'}`} aria-label="Level now">
      <LevelTag level={level} large />
      {override && <Override override={override} row={row} />}
      {level !== null && basis === 'computed' && <p>Indicative: worked out from the figures below.</p>}
      <Drivers row={row} indicators={indicators} />
      <p>
        <FreshnessTag freshness={freshness} />
      </p>
      <Causes figures={figures} nameOf={(key) => indicators.find((each) => each.key === key)?.name ?? key} />
    </section>
  );
}

/** How the level and each indicator have moved. */
function Past({ board, days }: { board: OrganisationBoard; days: LookingBack }) {
  const { programme, row, levels, trends, indicators, from, at } = board;
  return (
    <section className="past" aria-labelledby="past">
      <h2 id="past" className="list-heading">
        Over time
      </h2>
      <nav className="days" aria-label="How far back">
        <ul role="list">
          {LOOKING_BACK.map((each) => (
            <li key={each}>
              <a
                href={organisationHref(programme, row.organisation, each)}
                aria-current={each === days ? 'true' : undefined}
              >
                {each} days
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="plots">
        <LevelPlot levels={levels} from={from} to={at} />
        {trends
          .filter(({ points }) => points.length > 0)
          .map((trend) => {
            const indicator = indicators.find(({ key }) => key === trend.indicator);
            return (
              indicator && <TrendPlot key={trend.indicator} trend={trend} indicator={indicator} from={from} to={at} />
            );
          })}
      </div>
    </section>
  );
}
