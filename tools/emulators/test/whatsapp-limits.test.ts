import { ana, paris, startDriver, type Driver } from './whatsapp-driver.ts';

let driver: Driver;
beforeEach(async () => {
  driver = await startDriver();
});
afterEach(() => driver.stop());

const codeOf = ({ body }: { body: { error?: { code: number } } }) => body.error?.code ?? 0;

describe('the service window', () => {
  it('is closed for who never wrote, opened by a message, and closed again by hand; templates always pass', async () => {
    const template = { type: 'template', template: { name: 'hello_world', language: { code: 'en_US' } } };
    expect(codeOf(await driver.sendText('hi'))).toBe(131047);
    expect(codeOf(await driver.send(template))).toBe(0);
    await driver.receive({ text: 'hello' });
    expect(codeOf(await driver.sendText('hi'))).toBe(0);
    await driver.control('close-window', { phoneNumberId: paris.phoneNumberId, user: ana });
    expect(codeOf(await driver.sendText('hi'))).toBe(131047);
    expect((await driver.log('kind=rejected')).map((entry) => entry.code)).toEqual([131047, 131047]);
  });

  it('can be left open for who never wrote through the emulator', async () => {
    await driver.control('configure', { limits: { strangersAreOpen: true } });
    expect(codeOf(await driver.sendText('hi'))).toBe(0);
  });

  it('ends by itself', async () => {
    await driver.control('configure', { limits: { windowMs: 0 } });
    await driver.receive({ text: 'hello' });
    expect(codeOf(await driver.sendText('hi'))).toBe(131047);
  });
});

describe('the pace', () => {
  it('is 45 messages at once to the same user; another user is not held up', async () => {
    await driver.receive({ text: 'hello' });
    await driver.receive({ from: { phone: '4915112345678' }, text: 'hallo' });
    const codes = await Promise.all(Array.from({ length: 46 }, () => driver.sendText('again').then(codeOf)));
    expect(codes.filter((code) => code === 131056)).toHaveLength(1);
    expect(codeOf(await driver.sendText('hallo', { to: '+4915112345678' }))).toBe(0);
  });

  it('is limited per number and second, and can be switched off', async () => {
    await driver.control('configure', { limits: { pairIntervalMs: null, throughputPerSecond: 1 } });
    await driver.receive({ text: 'hello' });
    const codes = await Promise.all(Array.from({ length: 50 }, () => driver.sendText('again').then(codeOf)));
    expect(codes).toContain(0);
    expect(codes).toContain(130429);
    await driver.control('configure', { limits: { throughputPerSecond: null } });
    expect(codeOf(await driver.sendText('free'))).toBe(0);
  });
});
