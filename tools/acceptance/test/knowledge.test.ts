import { openBusiness } from '../src/business.ts';
import { openLibrary } from '../src/library.ts';
import { createPhone } from '../src/phone.ts';
import { startPlatform, type Platform } from '../src/platform.ts';

const pages = {
  'Horaires.md': '# Horaires\n\n## Boutique de Lyon\n\nLa boutique de Lyon est ouverte le dimanche de 7 h à 13 h.\n',
  'Tarifs 2026.csv': 'Article;Référence;Prix\nBatterie longue durée;REF-4432;89 €\nBatterie standard;REF-4431;49 €\n',
};

describe('a business that gave its assistant documents', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform('knowledge');
  }, 120_000);
  afterAll(() => platform.stop(), 60_000);

  const openShop = async (instructions = 'Sois aimable.') => {
    const business = await openBusiness(platform, instructions);
    return { business, library: await openLibrary(business), phone: createPhone(platform, business) };
  };

  it('answers from them, names its source, follows up, and says what it does not know', async () => {
    const { library, phone } = await openShop();
    expect(await library.add('Horaires.md', pages['Horaires.md'])).toMatchObject({ state: 'ready', error: null });
    expect(await library.add('Tarifs 2026.csv', pages['Tarifs 2026.csv'], 'text/csv')).toMatchObject({ state: 'ready' });
    await phone.says('Bonjour, la boutique de Lyon est ouverte le dimanche ?');
    const [hours] = await phone.receives(1);
    expect(hours?.text).toContain('de 7 h à 13 h');
    expect(hours?.text).toMatch(/Source : Horaires/);
    await phone.says('Quel est le prix de la REF-4432 ?');
    const [, price] = await phone.receives(2);
    expect(price?.text).toContain('89 €');
    expect(price?.text).toContain('Tarifs 2026');
    await phone.says('Avez-vous des trottinettes électriques en location ?');
    const [, , unknown] = await phone.receives(3);
    expect(unknown?.text).not.toMatch(/Source|7 h|89/);
  });

  it('lets an admin try a draft out, which answers from the same documents and writes to nobody', async () => {
    const { business, library } = await openShop();
    await library.add('Horaires.md', pages['Horaires.md']);
    const { admin, assistantId } = business;
    const path = { id: assistantId };
    await admin.patch('/v1/assistants/{id}', { path, body: { texts: { welcome: { fr: 'Bienvenue !' } } } });
    const messages = ['La boutique de Lyon est ouverte le dimanche ?'];
    const run = await admin.post('/v1/assistants/{id}/playground', { path, body: { messages } });
    expect(run).toMatchObject({
      state: 'done',
      result: { outcome: 'answered', passages: [{ documentName: 'Horaires.md', isCited: true }] },
    });
    expect(run.result?.text).toMatch(/^Bienvenue !.*de 7 h à 13 h.*Source : Horaires/s);
    expect(await admin.get('/v1/conversations')).toMatchObject({ items: [] });
  });

  it('answers nothing from a document that was deleted, from the moment the DELETE returned', async () => {
    const { library, phone } = await openShop();
    const { id } = await library.add('Horaires.md', pages['Horaires.md']);
    await library.remove(id);
    await phone.says('La boutique de Lyon est ouverte le dimanche ?');
    const [answer] = await phone.receives(1);
    expect(answer?.text).not.toContain('13 h');
  });

  it('never shows another tenant’s text', async () => {
    const [north, south] = [await openShop(), await openShop()];
    await north.library.add('Secret.md', '# Mot de passe\n\nLe mot de passe du Wi-Fi est BOREAL-77.\n');
    await south.library.add('Wifi.md', '# Wi-Fi\n\nLe Wi-Fi est réservé aux clients du restaurant.\n');
    await south.phone.says('Quel est le mot de passe du Wi-Fi ?');
    await north.phone.says('Quel est le mot de passe du Wi-Fi ?');
    const [[own], [foreign]] = [await north.phone.receives(1), await south.phone.receives(1)];
    expect(own?.text).toContain('BOREAL-77');
    expect(foreign?.text).not.toContain('BOREAL');
    const calls = await platform.vertex.get<{ labels: Record<string, string> }[]>('/_log');
    const ofSouth = calls.filter(({ labels }) => labels['tenant_id'] === south.business.tenantId);
    expect(ofSouth.length).toBeGreaterThan(0);
    expect(JSON.stringify(ofSouth)).not.toContain('BOREAL');
  });
});
