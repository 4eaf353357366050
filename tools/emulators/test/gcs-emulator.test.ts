import { Storage, type Bucket } from '@google-cloud/storage';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startGcsEmulator, type GcsEmulator } from '../src/gcs/start-gcs-emulator.ts';

let emulator: GcsEmulator;
let directory: string;
let bucket: Bucket;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gcs-emulator-'));
  emulator = await startGcsEmulator({ directory });
  bucket = new Storage({ apiEndpoint: emulator.url, projectId: 'p' }).bucket('media');
  await bucket.create();
});

afterAll(async () => {
  await emulator.stop();
  await rm(directory, { recursive: true });
});

describe('uploads', () => {
  it.each([
    ['multipart', { resumable: false }],
    ['resumable', { resumable: true }],
    ['chunked resumable', { resumable: true, chunkSize: 256 * 1024 }],
  ])('gives back the bytes of a %s upload', async (_kind, options) => {
    const bytes = randomBytes(300_001);
    const file = bucket.file('folder/données é.bin');
    await pipeline(
      Readable.from([bytes.subarray(0, 200_000), bytes.subarray(200_000)]),
      file.createWriteStream({ ...options, contentType: 'image/png', metadata: { metadata: { kind: 'test' } } }),
    );

    const downloaded = await fetch(`${emulator.url}/storage/v1/b/media/o/${encodeURIComponent(file.name)}?alt=media`);
    expect(Buffer.from(await downloaded.arrayBuffer()).equals(bytes)).toBe(true);
    const [metadata] = await file.getMetadata();
    expect(metadata).toMatchObject({
      name: 'folder/données é.bin',
      contentType: 'image/png',
      size: String(bytes.length),
      metadata: { kind: 'test' },
    });
  });

  it('takes a save and an empty object', async () => {
    await bucket.file('empty').save('', { resumable: false });
    expect((await bucket.file('empty').download())[0].length).toBe(0);
  });

  it('refuses a write whose generation precondition does not hold', async () => {
    const file = bucket.file('once');
    await file.save('first', { preconditionOpts: { ifGenerationMatch: 0 } });
    await expect(file.save('second', { preconditionOpts: { ifGenerationMatch: 0 } })).rejects.toMatchObject({ code: 412 });
    expect((await file.download())[0].toString()).toBe('first');
  });

  it('refuses an object in a bucket that does not exist', async () => {
    const elsewhere = new Storage({ apiEndpoint: emulator.url, projectId: 'p' }).bucket('elsewhere');
    await expect(elsewhere.file('x').save('x', { resumable: false })).rejects.toMatchObject({ code: 404 });
    expect(await elsewhere.exists()).toEqual([false]);
  });
});

describe('objects', () => {
  it('reads a range', async () => {
    await bucket.file('digits').save('0123456789');
    expect((await bucket.file('digits').download({ start: 2, end: 4 }))[0].toString()).toBe('234');
  });

  it('lists by prefix over several pages', async () => {
    for (const name of ['list/a', 'list/b', 'list/sub/c', 'other']) await bucket.file(name).save(name);
    const [first, next] = await bucket.getFiles({ prefix: 'list/', maxResults: 2, autoPaginate: false });
    const [second, end] = await bucket.getFiles({ ...next, autoPaginate: false });
    expect([first, second].map((page) => page.map((file) => file.name))).toEqual([['list/a', 'list/b'], ['list/sub/c']]);
    expect(end).toBeNull();
    const [, , folders] = await bucket.getFiles({ prefix: 'list/', delimiter: '/', autoPaginate: false });
    expect(folders).toMatchObject({ prefixes: ['list/sub/'] });
  });

  it('copies, changes metadata, deletes', async () => {
    const file = bucket.file('original');
    await file.save('content', { contentType: 'text/plain' });
    await file.copy(bucket.file('copied/original'));
    await file.setMetadata({ cacheControl: 'no-store' });
    expect((await file.getMetadata())[0]).toMatchObject({ cacheControl: 'no-store', metageneration: '2', contentType: 'text/plain' });
    await file.delete();
    await expect(file.download()).rejects.toMatchObject({ code: 404 });
    expect((await bucket.file('copied/original').download())[0].toString()).toBe('content');
  });
});

describe('V4 signed URLs', () => {
  /** The emulator knows no keys, so any signature does. */
  const signing = () => {
    const storage = new Storage({ apiEndpoint: emulator.url, projectId: 'p' });
    Object.assign(storage.authClient, {
      sign: async () => 'c2lnbmF0dXJl',
      getCredentials: async () => ({ client_email: 'tests@p.iam.gserviceaccount.com' }),
    });
    return storage.bucket('media');
  };

  it('writes and reads without credentials', async () => {
    const file = signing().file('signed/a b.txt');
    const [writeUrl] = await file.getSignedUrl({ version: 'v4', action: 'write', expires: Date.now() + 60_000, contentType: 'text/plain' });
    expect((await fetch(writeUrl, { method: 'PUT', body: 'hello', headers: { 'content-type': 'text/plain' } })).status).toBe(200);
    const [readUrl] = await file.getSignedUrl({ version: 'v4', action: 'read', expires: Date.now() + 60_000 });
    expect(await (await fetch(readUrl)).text()).toBe('hello');
    expect((await fetch(readUrl.split('?')[0] ?? '')).status).toBe(403);
  });

  it('refuses an expired one', async () => {
    const [url] = await signing()
      .file('digits')
      .getSignedUrl({ version: 'v4', action: 'read', expires: Date.now() + 60_000 });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().replace(/[-:]|\.\d+/g, '');
    expect((await fetch(url.replace(/X-Goog-Date=\w+/, `X-Goog-Date=${yesterday}`))).status).toBe(400);
  });
});

it('keeps objects on disk over a restart and logs every request', async () => {
  await bucket.file('lasting').save('still here', { contentType: 'text/plain' });
  await emulator.stop();
  emulator = await startGcsEmulator({ directory });
  bucket = new Storage({ apiEndpoint: emulator.url, projectId: 'p' }).bucket('media');
  expect((await bucket.file('lasting').download())[0].toString()).toBe('still here');
  const log = (await (await fetch(`${emulator.url}/_log`)).json()) as { method: string; status: number }[];
  expect(log).toContainEqual(expect.objectContaining({ method: 'GET', status: 200, path: expect.stringContaining('lasting') }));
});
