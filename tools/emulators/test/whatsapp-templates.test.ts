import { paris, startDriver, type Driver } from './whatsapp-driver.ts';

let driver: Driver;
beforeEach(async () => {
  driver = await startDriver();
});
afterEach(() => driver.stop());

interface TemplatePage {
  data: { name: string }[];
  paging: { cursors: { after: string }; next?: string };
}

const register = (name: string, components: object[], more: object = {}) =>
  driver.control('register-template', { wabaId: paris.wabaId, name, language: 'fr', components, ...more });
const page = async (query: string): Promise<TemplatePage> =>
  (await driver.call('GET', `/v26.0/${paris.wabaId}/message_templates?${query}`)).body as unknown as TemplatePage;
const send = async (name: string, components?: object[], language = 'fr'): Promise<number> => {
  const { body } = await driver.send({ type: 'template', template: { name, language: { code: language }, components } });
  return body.error?.code ?? 0;
};
const body = (...texts: string[]) => ({ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) });

it('lists an account’s templates page by page; every account begins with one', async () => {
  for (let number = 0; number < 4; number += 1) await register(`template_${number}`, []);
  const first = await page('limit=3&fields=name,language');
  expect([first.data.map(({ name }) => name), typeof first.paging.next]).toEqual([['hello_world', 'template_0', 'template_1'], 'string']);
  const last = await page(`limit=3&after=${first.paging.cursors.after}`);
  expect([last.data.map(({ name }) => name), last.paging.next]).toEqual([['template_2', 'template_3'], undefined]);
  await driver.control('remove-template', { wabaId: paris.wabaId, name: 'hello_world' });
  expect((await page('')).data).toHaveLength(4);
});

it('takes what fits a template, and refuses the rest with Meta’s codes', async () => {
  await register('greeting', [{ type: 'BODY', text: 'Bonjour {{1}}' }]);
  await register('named', [{ type: 'BODY', text: 'Bonjour {{first_name}}' }]);
  await register('picture', [
    { type: 'HEADER', format: 'IMAGE' },
    { type: 'BODY', text: 'Regardez' },
  ]);
  await register('link', [{ type: 'BUTTONS', buttons: [{ type: 'URL', url: 'https://x.example/{{1}}' }] }]);
  await register('paused', [], { status: 'PAUSED' });
  await register('disabled', [], { status: 'DISABLED' });
  await register('rejected', [], { status: 'REJECTED' });
  const parameter = { type: 'text', text: 'Ana', parameter_name: 'first_name' };
  const button = { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'abc' }] };
  const image = { type: 'header', parameters: [{ type: 'image', image: { link: 'https://x.example/a.jpg' } }] };
  expect([
    await send('hello_world', undefined, 'en_US'),
    await send('greeting', [body('Ana')]),
    await send('named', [{ type: 'body', parameters: [parameter] }]),
    await send('picture', [image]),
    await send('link', [button]),
  ]).toEqual([0, 0, 0, 0, 0]);
  expect([
    await send('greeting'),
    await send('greeting', [body('Ana', 'Bob')]),
    await send('link'),
    await send('unknown'),
    await send('greeting', [body('Ana')], 'de'),
    await send('rejected'),
    await send('greeting', [body('x'.repeat(1_100))]),
    await send('greeting', [body('Ana\nBob')]),
    await send('named', [body('Ana')]),
    await send('picture'),
    await send('paused'),
    await send('disabled'),
  ]).toEqual([132000, 132000, 132000, 132001, 132001, 132001, 132005, 132007, 132012, 132012, 132015, 132016]);
});
