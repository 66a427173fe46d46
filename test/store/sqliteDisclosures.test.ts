import { disclose } from '../../src/log/disclosure.ts';
import { eraseDisclosures, packDisclosures, unpackDisclosures } from '../../src/store/sqliteDisclosures.ts';

test('an erased disclosure leaves its name behind in as many bytes as it had, so that its row need not move', () => {
  const disclosures = ['', 'why', 'Grund für "später"\n', '理由'.repeat(40)].map((name) => disclose(name, ''));
  const packed = packDisclosures(disclosures);
  const erased = eraseDisclosures(packed, ['', 'Grund für "später"\n', '理由'.repeat(40)]);
  expect(Buffer.byteLength(erased)).toBe(Buffer.byteLength(packed));
  expect(unpackDisclosures(erased)).toEqual({
    disclosures: [disclosures[1]],
    erased: ['', 'Grund für "später"\n', '理由'.repeat(40)],
  });
});

test.each(['', '~', 'two\nlines', 'a+b/c='])('what cannot be a disclosure (%j) is not packed as one', (text) => {
  expect(() => packDisclosures([text])).toThrow(RangeError);
});
