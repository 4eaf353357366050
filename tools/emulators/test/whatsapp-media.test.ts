import { createHash } from 'node:crypto';
import { paris, startDriver, until, type Driver } from './whatsapp-driver.ts';

let driver: Driver;
beforeEach(async () => {
  driver = await startDriver();
});
afterEach(() => driver.stop());

const bytes = Buffer.from('a picture, or so');
const sha256 = createHash('sha256').update(bytes);
const hash = { hex: sha256.copy().digest('hex'), base64: sha256.copy().digest('base64') };
const download = (url: string, token?: string) => fetch(url, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

async function receiveImage(): Promise<Record<string, string>> {
  await driver.receive({ type: 'image', media: { mimeType: 'image/jpeg', base64: bytes.toString('base64'), caption: 'look' } });
  await until(() => driver.webhooks.length === 1);
  return driver.webhooks[0]!.value.messages![0]!.image as Record<string, string>;
}

describe('media of a user', () => {
  it('is announced with a base64 hash, described with a hex hash, and downloaded with the token', async () => {
    const image = await receiveImage();
    expect(image).toMatchObject({ mime_type: 'image/jpeg', sha256: hash.base64, caption: 'look' });
    const { body } = await driver.call('GET', `/v26.0/${image.id}`);
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      id: image.id,
      mime_type: 'image/jpeg',
      sha256: hash.hex,
      file_size: bytes.length,
      url: expect.stringContaining(driver.url),
    });
    for (const url of [body.url, image.url!]) {
      expect((await download(url)).status).toBe(401);
      expect(Buffer.from(await (await download(url, 'token')).arrayBuffer())).toEqual(bytes);
    }
  });

  it('has download addresses that end and cannot be forged', async () => {
    await driver.control('configure', { timings: { mediaUrlMs: 0 } });
    const { id } = await receiveImage();
    const { url } = (await driver.call('GET', `/v26.0/${id}`)).body;
    expect((await download(url, 'token')).status).toBe(404);
    const forged = url.replace(/ext=\d+/, `ext=${Date.now() + 60_000}`);
    expect((await download(forged, 'token')).status).toBe(404);
  });
});

describe('media of a business', () => {
  const upload = async (type: string, content: Buffer) => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', type);
    form.set('file', new Blob([new Uint8Array(content)], { type }), 'file.bin');
    const response = await fetch(`${driver.url}/v26.0/${paris.phoneNumberId}/media`, {
      method: 'POST',
      headers: { authorization: 'Bearer token' },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as { id: string; error: { code: number } } };
  };

  it('is uploaded, sent by its id, and deleted', async () => {
    const {
      body: { id },
    } = await upload('application/pdf', bytes);
    await driver.receive({ text: 'the menu?' });
    const document = { id, filename: 'menu.pdf' };
    expect((await driver.send({ type: 'document', document })).status).toBe(200);
    expect((await driver.call('DELETE', `/v26.0/${id}`)).body).toEqual({ success: true });
    expect((await driver.send({ type: 'document', document })).body.error.code).toBe(100);
  });

  it('must be of a type and size that WhatsApp takes', async () => {
    expect((await upload('application/x-msdownload', bytes)).body.error.code).toBe(100);
    expect((await upload('image/png', Buffer.alloc(5 * 1024 * 1024 + 1))).body.error.code).toBe(131053);
    expect((await driver.call('POST', `/v26.0/${paris.phoneNumberId}/media`, {})).body.error.code).toBe(100);
  });
});
