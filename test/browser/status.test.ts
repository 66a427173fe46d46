import { jest } from '@jest/globals';
import { Demo } from './demo.ts';

jest.setTimeout(90_000);

let demo: Demo;

beforeAll(async () => {
  demo = await Demo.start();
});

afterAll(() => demo?.stop());

describe('the status of five partners, over real HTTP', () => {
  test('is one board, which says what is old and why', async () => {
    await demo.chat.go('General');
    await demo.chat.send('@Concordat status pin');
    await demo.chat.waitForText(/503|did not answer|cannot be read/i);
    await demo.picture('status-board');
    await demo.chat.send('@Concordat status NMH');
    await demo.chat.waitForText(/Northmoor bed report/);
    await demo.picture('status-nmh');
    await demo.chat.send('@Concordat sources');
    await demo.chat.waitForText(/Southfield wards/);
    await demo.picture('status-sources');
    await demo.chat.send('@Concordat status HHV');
    await demo.chat.waitForText(/Evening drivers/);
    await demo.picture('status-hhv');
    await demo.chat.send('@Concordat confirm HHV');
    await demo.chat.waitForText(/current again/);
    await demo.picture('status-confirmed');
    await demo.chat.send('@Concordat status NMH level 4 because the front door is full until tomorrow 9am');
    await demo.chat.waitForText(/4 Extreme/);
    await demo.picture('status-override');
    await demo.chat.send('@Concordat decide Open 12 escalation beds because ED is at OPEL 4');
    await demo.chat.waitForText('Open 12 escalation beds');
    await demo.chat.send('@Concordat decision 9');
    await demo.chat.waitForText(/Status of partners when/);
    await demo.picture('status-decision');
  });
});
