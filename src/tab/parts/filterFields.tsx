import { Field, Input, Select } from '@fluentui/react-components';

/** One of several values, or all. */
export function Choice<V extends string>(props: {
  label: string;
  all: string;
  value: V | '';
  values: readonly V[];
  words: (value: V) => string;
  choose: (value: V | '') => void;
}) {
  const { label, all, value, values, words, choose } = props;
  return (
    <Field label={label} className="filter">
      <Select value={value} onChange={(_, { value: chosen }) => choose(values.find((one) => one === chosen) ?? '')}>
        <option value="">{all}</option>
        {value !== '' && !values.includes(value) && <option value={value}>{value}</option>}
        {values.map((one) => (
          <option key={one} value={one}>
            {words(one)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** The days from and to which a list is narrowed, such as "Dated from" and "Dated to". */
export function DayFields(props: {
  label: string;
  from: string;
  to: string;
  chooseFrom: (day: string) => void;
  chooseTo: (day: string) => void;
}) {
  const { label, from, to } = props;
  return (
    <>
      <DayField label={`${label} from`} value={from} choose={props.chooseFrom} />
      <DayField
        label={`${label} to`}
        value={to}
        choose={props.chooseTo}
        fault={from && to && to < from ? 'This is before the first day' : undefined}
      />
    </>
  );
}

function DayField(props: { label: string; value: string; choose: (day: string) => void; fault?: string }) {
  return (
    <Field label={props.label} className="filter filter-day" validationMessage={props.fault}>
      <Input
        type="date"
        value={props.value}
        min="2000-01-01"
        max="2099-12-31"
        onChange={(_, { value }) => props.choose(value)}
      />
    </Field>
  );
}
