import { startGcsEmulator, type GcsEmulator } from '@sylion/emulators';
import { createObjectStore, ObjectNotFound, ObjectTooLarge, type ObjectStore } from '@sylion/storage';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

const tenantId = '0190a1b2-0000-7000-8000-00000000000a';
const large = { contentType: 'application/pdf', isLarge: true };
const mebibyte = 1024 * 1024;
let emulator: GcsEmulator;
let store: ObjectStore;

beforeAll(async () => {
  emulator = await startGcsEmulator();
  store = createObjectStore({ bucket: 'documents', apiEndpoint: emulator.url, project: 'p' });
  await store.ensureBucket();
});
afterAll(() => emulator.stop());

const block = (index: number): Buffer => Buffer.alloc(mebibyte / 4, index % 251);
function* blocks(count: number): Generator<Buffer> {
  for (let index = 0; index < count; index += 1) yield block(index);
}

it.each([
  ['nothing', 0, 0],
  ['less than a part', 3, 1],
  ['exactly one part', 32, 0],
  ['exactly two parts', 64, 0],
  ['two parts and a bit', 67, 13],
])('stores %s in parts, with size and hash', async (_name, count, rest) => {
  const bytes = Buffer.concat([...blocks(count), Buffer.alloc(rest, 7)]);
  const stored = await store.write(tenantId, 'large', Readable.from([...blocks(count), Buffer.alloc(rest, 7)]), large);
  expect([stored.sizeBytes, stored.sha256]).toEqual([bytes.length, createHash('sha256').update(bytes).digest('hex')]);
  expect((await buffer(store.read(tenantId, 'large'))).equals(bytes)).toBe(true);
});

it('stores nothing when the content breaks off after some parts, or is too large', async () => {
  const broken = new Error('the upload broke off');
  function* breaking() {
    yield* blocks(50);
    throw broken;
  }
  await expect(store.write(tenantId, 'broken', Readable.from(breaking()), large)).rejects.toBe(broken);
  await expect(store.write(tenantId, 'broken', Readable.from(blocks(200)), { ...large, maxBytes: 20 * mebibyte })).rejects.toBeInstanceOf(
    ObjectTooLarge,
  );
  await expect(buffer(store.read(tenantId, 'broken'))).rejects.toBeInstanceOf(ObjectNotFound);
});

it('reads an object of another bucket by its address', async () => {
  const elsewhere = createObjectStore({ bucket: 'elsewhere', apiEndpoint: emulator.url, project: 'p' });
  await elsewhere.ensureBucket();
  const { uri } = await elsewhere.write(tenantId, 'a menu é.txt', Buffer.from('croissant'), { contentType: 'text/plain' });
  expect((await buffer(store.readUri(uri))).toString()).toBe('croissant');
  await expect(buffer(store.readUri(`${uri}.missing`))).rejects.toBeInstanceOf(ObjectNotFound);
  await expect(buffer(store.readUri('https://elsewhere/a'))).rejects.toMatchObject({ code: 'INVALID_URI' });
});
