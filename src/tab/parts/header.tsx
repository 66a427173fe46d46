import { Label, Select, useId } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { LocalPeople } from '../../web/api-types.ts';
import { THEMES, type ThemeName } from '../theme/name.ts';
import { Mark } from './mark.tsx';

/** The strip on top of every page. */
export function Header({ sections, children }: { sections?: ReactNode; children?: ReactNode }) {
  return (
    <header className="header">
      <a className="brand" href="#/">
        <Mark /> Concordat
      </a>
      {sections}
      <div className="header-choices">{children}</div>
    </header>
  );
}

type Choice = { value: string; words: string };

/** A labelled choice in the strip. */
function HeaderChoice(props: { label: string; value: string; choices: Choice[]; onChange: (value: string) => void }) {
  const id = useId('choice');
  return (
    <span className="header-choice">
      <Label htmlFor={id} size="small">
        {props.label}
      </Label>
      <Select id={id} size="small" value={props.value} onChange={(_, { value }) => props.onChange(value)}>
        {props.choices.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </span>
  );
}

/** Local mode only: who to be, and in which theme. */
export function LocalChoices(props: {
  people: LocalPeople['people'];
  person: string | null;
  choosePerson: (person: string) => void;
  theme: ThemeName;
  chooseTheme: (theme: ThemeName) => void;
}) {
  const { people, person } = props;
  return (
    <>
      {person && (
        <HeaderChoice
          label="You are"
          value={person}
          choices={people.map((one) => ({
            value: one.person,
            words: one.organisation ? `${one.name}, ${one.organisation}` : one.name,
          }))}
          onChange={props.choosePerson}
        />
      )}
      <HeaderChoice
        label="Theme"
        value={props.theme}
        choices={THEMES.map((theme) => ({
          value: theme,
          words: { light: 'Light', dark: 'Dark', contrast: 'High contrast' }[theme],
        }))}
        onChange={(value) => props.chooseTheme(THEMES.find((theme) => theme === value) ?? 'light')}
      />
    </>
  );
}
