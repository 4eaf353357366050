import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../src/browser/launch-browser.ts';
import { ana, paris, startDriver, until, type Driver } from './whatsapp-driver.ts';

let browser: Browser;
let driver: Driver;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launchBrowser();
}, 120_000);
afterAll(() => browser?.close());

beforeEach(async () => {
  driver = await startDriver();
  page = await browser.newPage();
  problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
});
afterEach(async () => {
  await page.close();
  await driver.stop();
  expect(problems).toEqual([]);
});

const conversationWith = (name: string) => page.getByRole('button', { name: new RegExp(`with ${name}`) });
const bubble = (text: string) => page.locator('.message', { hasText: text });

describe('the phone page', () => {
  it('lets a person start a conversation, write, and see the answer arrive, be typed and be read', async () => {
    await page.goto(driver.url);
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.getByLabel('Your name').fill('Zoé');
    await page.getByLabel('Your phone number').fill('+33 6 99 88 77 66');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('textbox', { name: 'Message' }).fill('Bonjour !');
    await page.keyboard.press('Enter');
    await until(() => driver.webhooks.length === 1);
    const message = driver.webhooks[0]!.value.messages![0]!;
    expect(message).toMatchObject({ from: '33699887766', type: 'text', text: { body: 'Bonjour !' } });
    await bubble('Bonjour !').getByLabel('delivered').waitFor();

    const messages = `/v26.0/${paris.phoneNumberId}/messages`;
    await driver.call('POST', messages, {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: message.id,
      typing_indicator: { type: 'text' },
    });
    await page.getByLabel('The business is typing').waitFor();
    await bubble('Bonjour !').getByLabel('read').waitFor();
    const { body } = await driver.sendText('Bonjour Zoé', { to: '+33699887766' });
    await bubble('Bonjour Zoé').getByLabel('read').waitFor();
    await page.getByLabel('The business is typing').waitFor({ state: 'detached' });
    await until(() => driver.statusesOf(body.messages[0].id).includes('read'));
  });

  it('leaves messages unread until their conversation is opened', async () => {
    await driver.receive({ text: 'hello' });
    const { body } = await driver.sendText('answer');
    await page.goto(driver.url);
    await page.getByLabel('1 unread').waitFor();
    expect(driver.statusesOf(body.messages[0].id)).not.toContain('read');
    await conversationWith('Ana').click();
    await until(() => driver.statusesOf(body.messages[0].id).includes('read'));
    await page.getByLabel('1 unread').waitFor({ state: 'detached' });
  });

  it('renders WhatsApp markup, and never what a message smuggles in', async () => {
    await driver.receive({ text: 'hello' });
    await driver.sendText(
      [
        '*bold* _italic_ ~gone~ `code` 2*3*4 snake_case_word https://example.com/a_b_c.',
        '- one',
        '- two',
        '1. first',
        '> quoted',
        '```',
        'block *raw*',
        '```',
        '<img src=x onerror="document.title=1"> *<b>x</b>*',
      ].join('\n'),
    );
    await page.goto(driver.url);
    await conversationWith('Ana').click();
    const content = bubble('bold');
    await content.waitFor();
    const texts = (selector: string) => content.locator(selector).allTextContents();
    expect(await texts('strong')).toEqual(['bold', '<b>x</b>']);
    expect([await texts('em'), await texts('s'), await texts('code'), await texts('blockquote')]).toEqual([
      ['italic'],
      ['gone'],
      ['code'],
      ['quoted'],
    ]);
    expect([await texts('ul > li'), await texts('ol > li'), await texts('pre')]).toEqual([['one', 'two'], ['first'], ['block *raw*']]);
    expect(await content.getByRole('link').getAttribute('href')).toBe('https://example.com/a_b_c');
    expect(await content.innerText()).toContain('2*3*4 snake_case_word');
    expect(await content.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Phone simulator');
  });

  it('answers with the buttons of an interactive message', async () => {
    await driver.receive({ text: 'hello' });
    const reply = { id: 'yes', title: 'Oui' };
    const { body } = await driver.send({
      type: 'interactive',
      interactive: { type: 'button', body: { text: 'Sure?' }, action: { buttons: [{ type: 'reply', reply }] } },
    });
    await page.goto(driver.url);
    await conversationWith('Ana').click();
    await page.getByRole('button', { name: 'Oui' }).click();
    await until(() => driver.webhooks.some(({ value }) => value.messages?.[0]?.type === 'interactive'));
    const answer = driver.webhooks.find(({ value }) => value.messages?.[0]?.type === 'interactive')!.value.messages![0];
    expect(answer).toMatchObject({
      from: ana,
      context: { id: body.messages[0].id },
      interactive: { type: 'button_reply', button_reply: reply },
    });
  });

  it('sends pictures and voice notes, also of a user without a phone number', async () => {
    await driver.receive({ from: { bsuid: 'FR.42', name: 'Ida' }, text: 'hello' });
    await page.goto(driver.url);
    await conversationWith('Ida').click();
    for (const [name, mimeType] of [
      ['cat.png', 'image/png'],
      ['note.ogg', 'audio/ogg'],
    ] as const) {
      await page.getByLabel('Attach a picture').setInputFiles({ name, mimeType, buffer: Buffer.from(onePixelPng, 'base64') });
      await page.getByRole('button', { name: 'Send' }).click();
    }
    await until(() => driver.webhooks.length === 3);
    const media = driver.webhooks
      .map(({ value }) => value.messages![0]!)
      .filter(({ type }) => type !== 'text')
      .sort((one, other) => (String(one.type) < String(other.type) ? -1 : 1));
    expect(media).toMatchObject([
      { type: 'audio', from_user_id: 'FR.42', audio: { mime_type: 'audio/ogg', voice: true } },
      { type: 'image', from_user_id: 'FR.42', image: { mime_type: 'image/png' } },
    ]);
    await page.locator('.bubble img').waitFor();
    await page.locator('.bubble audio').waitFor();
  });

  it('fits a phone: the list and the conversation take turns', async () => {
    await driver.receive({ text: 'hello' });
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(driver.url);
    await conversationWith('Ana').click();
    await conversationWith('Ana').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Back to the conversations' }).click();
    await conversationWith('Ana').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

const onePixelPng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
