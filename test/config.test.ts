import { ConfigFault, readConfig, readCredentials } from '../src/config.ts';

/** All that is wrong with the settings. */
function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults;
    throw error;
  }
}

describe('credentials for partners', () => {
  test('are all settings that begin with PARTNER_', () => {
    const { credentials } = readConfig({
      PARTNER_NMH: 'abcd2345 feeds.northmoor.example Authorization: Bearer abc',
      PARTNER_EVC: ' Status.Eastvale.example:8443  X-API-Key:k=1; v=2 ',
      PARTNER_EMPTY: '',
      PARTNERS: 'no credential',
    });
    expect([...credentials]).toEqual([
      [
        'PARTNER_NMH',
        { programme: 'abcd2345', host: 'feeds.northmoor.example', header: 'Authorization', value: 'Bearer abc' },
      ],
      ['PARTNER_EVC', { host: 'status.eastvale.example:8443', header: 'X-API-Key', value: 'k=1; v=2' }],
    ]);
  });

  test('can be read without the other settings', () => {
    const environment = { PARTNER_NMH: 'a.example X-Key: 1', PORT: 'none' };
    expect(readCredentials(environment).get('PARTNER_NMH')).toEqual({ host: 'a.example', header: 'X-Key', value: '1' });
    expect(() => readCredentials({ PARTNER_NMH: 'x' })).toThrow(ConfigFault);
  });

  test.each([
    'Bearer abc',
    'feeds.example',
    'feeds.example Authorization',
    'feeds.example Authorization:',
    'https://feeds.example Authorization: Bearer abc',
    'feeds.example/path Authorization: Bearer abc',
    'user@feeds.example Authorization: Bearer abc',
    'feeds.example Two words: abc',
    'feeds.example X-Key: a\nX-Other: b',
    'feeds.example X-Key: caf\u00e9',
    'feeds.example Cookie: session=1',
    'feeds.example Host: other.example',
  ])('are not read from %j', (value) => {
    const [fault] = faultsOf({ PARTNER_NMH: value });
    expect(fault).toMatch(/^PARTNER_NMH must be a programme, a host, a header and its value/);
    expect(fault).not.toContain('abc');
  });

  test('that are wrong are told with whatever else is', () => {
    expect(faultsOf({ PARTNER_A: 'x', PARTNER_B: 'y', COSMOS_ENDPOINT: 'z' })).toHaveLength(3);
  });
});
