import fs from 'node:fs/promises';
import path from 'node:path';

import { openBusiness, type Business } from '../src/business.ts';
import { eventually } from '../src/eventually.ts';
import { createPhone } from '../src/phone.ts';
import { startPlatform, type Platform } from '../src/platform.ts';
import { voiceNote } from '../src/sample-media.ts';
import { searchEverywhere } from '../src/search-everywhere.ts';

/** What the person leaves: a number, a name, a nickname, words, what a file is called and what is in it. */
const number = '+33639987654';
const canaries = ['33639987654', 'Canaria', 'kanarienvogel', 'mes-secrets-intimes', 'voix-de-la-personne'];

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform('privacy', { LOG_LEVEL: 'trace' });
  await platform.vertex.send('POST', '/_control', { mode: 'echo' });
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const receive = (business: Business, fields: object): Promise<unknown> =>
  platform.whatsapp.send('POST', '/_control', {
    action: 'receive',
    phoneNumberId: business.phoneNumberId,
    from: { phone: number, name: 'Canaria Vogel', username: 'kanarienvogel' },
    ...fields,
  });
const webhooksAreDelivered = (wamid: string): Promise<unknown> =>
  eventually('every webhook was taken', async () => {
    const { deliveries } = await platform.whatsapp.get<{ deliveries: { state: string }[] }>(`/_webhooks?wamid=${wamid}`);
    return deliveries.length > 1 && deliveries.every(({ state }) => state === 'delivered') ? true : undefined;
  });
const endUsersOf = async ({ admin }: Business) => (await admin.get('/v1/end-users')).items;
/** The file that a lost log line would be in. */
const logsWith = async (needles: readonly string[]): Promise<string[]> => {
  const files = (await fs.readdir(platform.logFolder)).filter((name) => !name.startsWith('emulators'));
  expect(files.length).toBeGreaterThanOrEqual(4);
  const texts = await Promise.all(files.map((name) => fs.readFile(path.join(platform.logFolder, name), 'utf8')));
  return files.filter((_name, index) => needles.some((needle) => texts[index]?.includes(needle)));
};

it('who is erased is nowhere any more, does not come back with an old message, and is a stranger with a new one', async () => {
  const business = await openBusiness(platform, 'Be kind.');
  const neighbour = createPhone(platform, business, '+33639980001');
  await neighbour.says('Bonjour, je suis la voisine.');
  await neighbour.receives(1);
  const person = createPhone(platform, business, number);
  await receive(business, { id: 'wamid.first', type: 'text', text: 'Voici mes-secrets-intimes.' });
  await person.receives(1);
  await receive(business, { type: 'audio', media: voiceNote('voix-de-la-personne') });
  await person.receives(2);
  const before = await searchEverywhere(platform.places, canaries);
  expect(before).toEqual(
    expect.arrayContaining(['end_user_identities.value', 'end_users.display_name', 'messages.content', expect.stringMatching(/^object /)]),
  );

  const { id = '' } = (await endUsersOf(business)).find(({ displayName }) => displayName === 'Canaria Vogel') ?? {};
  const { state, certificate } = await business.admin.post('/v1/end-users/{id}/erase', { path: { id } });
  expect(state).toBe('done');
  expect(certificate?.erased).toMatchObject({ objects: 1, rows: { messages: 4, conversations: 1, end_users: 1, message_media: 1 } });
  expect(await searchEverywhere(platform.places, canaries)).toEqual([]);
  const verdict = certificate && (await business.admin.post('/v1/erasures/verify', { body: { certificate } }));
  expect(verdict).toEqual({ verdict: 'genuine' });

  await receive(business, { id: 'wamid.first', type: 'text', text: 'Voici mes-secrets-intimes.' });
  await webhooksAreDelivered('wamid.first');
  await platform.adminOfTenant(business.tenantId).get('/v1/end-users');
  expect(await searchEverywhere(platform.places, canaries)).toEqual([]);

  await receive(business, { type: 'text', text: 'Bonjour, je suis nouvelle.' });
  await person.receives(3);
  const people = await endUsersOf(business);
  expect(people).toHaveLength(2);
  expect(people.map((known) => known.id)).not.toContain(id);
  expect(await neighbour.bubbles()).toHaveLength(1);
  await neighbour.says('Vous me connaissez encore ?');
  await neighbour.receives(2);
  expect(await logsWith(canaries)).toEqual([]);
}, 90_000);
