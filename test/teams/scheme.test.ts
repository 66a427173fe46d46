import { describe, expect, test } from '@jest/globals';
import { setupFormCard } from '../../src/cards/setupForm.ts';
import { authorityLine } from '../../src/cards/words.ts';
import { DECISION_KINDS } from '../../src/domain/decision.ts';
import { ROLES } from '../../src/domain/person.ts';
import { readScheme } from '../../src/teams/scheme.ts';
import { refusalOf } from '../domain/refusals.ts';
import type { Authority } from '../../src/domain/authority.ts';

const line = (what: Partial<Authority> = {}): Authority => ({
  role: 'anyone',
  organisation: null,
  kinds: 'anything',
  upTo: null,
  ...what,
});
const pounds = (figure: number) => ({ figure, unit: '£' });

test.each<[string, Authority]>([
  ['anyone: anything', line()],
  ['Everyone: Everything', line()],
  [
    'representatives of NMH: anything up to 20 beds',
    line({ role: 'representative', organisation: 'NMH', upTo: { figure: 20, unit: 'beds' } }),
  ],
  [
    'deputies of evc: visions and appointments',
    line({ role: 'deputy', organisation: 'EVC', kinds: ['vision', 'appointment'] }),
  ],
  [
    '  members  of NMH : decisions, and protocols, up to £10,000 ',
    line({ role: 'member', organisation: 'NMH', kinds: ['decision', 'protocol'], upTo: pounds(10_000) }),
  ],
  [
    'coordinators: risk appetite up to £10k',
    line({ role: 'coordinator', kinds: ['risk appetite'], upTo: pounds(10_000) }),
  ],
  ['sponsor: anything up to £ 2m', line({ role: 'sponsor', upTo: pounds(2_000_000) })],
  [
    'observer: anything up to 3.5 Whole-Time Equivalents',
    line({ role: 'observer', upTo: { figure: 3.5, unit: 'whole-time equivalents' } }),
  ],
])('“%s” is read', (text, read) => {
  expect(readScheme(text)).toEqual([read]);
});

test.each([
  'nobody: anything',
  'bosses: anything',
  'anyone',
  'anyone:',
  ': anything',
  'representative of: anything',
  'representative of N-M: anything',
  'representative of NMH anything',
  'anyone: constructor',
  'anyone: decision decision',
  'anyone: beds up to 3',
  'anyone: anything up to',
  'anyone: anything up to £',
  'anyone: anything up to beds',
  'anyone: anything up to twenty beds',
  'anyone: anything up to -3 beds',
  'anyone: anything up to £10,000 a month',
  '{"role":"anyone"}',
])('“%s” is shown back as unreadable', (text) => {
  expect(refusalOf(() => readScheme(`anyone: anything\n${text}`))).toEqual({
    code: 'authority.unreadable',
    line: text,
  });
});

test('one line each; blank lines are none', () => {
  expect(readScheme('anyone: anything\r\n\n  \nsponsor: anything')).toHaveLength(2);
  expect(readScheme('')).toEqual([]);
  expect(readScheme(undefined)).toEqual([]);
});

describe('every scheme', () => {
  const all = [...ROLES, 'anyone' as const].flatMap((role) =>
    [null, 'NMH'].flatMap((organisation) =>
      ['anything' as const, [...DECISION_KINDS], ['risk appetite' as const]].flatMap((kinds) =>
        [null, pounds(10_000), pounds(1234.5), { figure: 20, unit: 'escalation beds' }].map((upTo) =>
          line({ role, organisation, kinds, upTo }),
        ),
      ),
    ),
  );

  test('that a card or the form shows reads back as it is', () => {
    expect(readScheme(all.map(authorityLine).join('\n'))).toEqual(all);
  });
});

test('every example that the set-up form shows can be typed', () => {
  const card = JSON.stringify(
    setupFormCard({ programme: 'discharge', home: 'message', nonce: 'n', values: {} } as Parameters<
      typeof setupFormCard
    >[0]),
  );
  const texts = [...card.matchAll(/"(?:text|placeholder)":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, text]) => JSON.parse(`"${text}"`) as string,
  );
  const examples = texts
    .map((text) => text.replace(/\\/g, ''))
    .filter((text) => /: .*(anything|decision)/.test(text) && !/example:$/.test(text));
  expect(examples.length).toBeGreaterThanOrEqual(4);
  for (const example of examples) expect([example, refusalOf(() => readScheme(example))]).toEqual([example, undefined]);
});

test('a figure needs a digit', () => {
  expect(refusalOf(() => readScheme('anyone: anything up to ,, beds'))).toMatchObject({ code: 'authority.unreadable' });
});
