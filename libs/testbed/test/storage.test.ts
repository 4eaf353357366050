import { startGcsEmulator, type GcsEmulator } from '@sylion/emulators';
import {
  createObjectStore,
  ObjectNotFound,
  ObjectTooLarge,
  PermanentStorageError,
  TransientStorageError,
  type ObjectStore,
} from '@sylion/storage';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

const [tenantA, tenantB] = ['0190a1b2-0000-7000-8000-00000000000a', '0190a1b2-0000-7000-8000-00000000000b'];
const plain = { contentType: 'text/plain' };
let emulator: GcsEmulator;
let store: ObjectStore;

beforeAll(async () => {
  emulator = await startGcsEmulator();
  store = createObjectStore({ bucket: 'media', apiEndpoint: emulator.url, project: 'p' });
  await store.ensureBucket();
  await store.ensureBucket();
});
afterAll(() => emulator.stop());

it('streams bytes in and out again, with their size and hash', async () => {
  const bytes = randomBytes(2_000_003);
  const chunks = Array.from({ length: 21 }, (_, index) => bytes.subarray(index * 100_000, (index + 1) * 100_000));
  const stored = await store.write(tenantA, 'documents/1/été 2026.pdf', Readable.from(chunks), { contentType: 'application/pdf' });
  expect(stored).toEqual({
    uri: `gs://media/tenants/${tenantA}/documents/1/été 2026.pdf`,
    sizeBytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect((await buffer(store.read(tenantA, 'documents/1/été 2026.pdf'))).equals(bytes)).toBe(true);
});

it('replaces what is there', async () => {
  await store.write(tenantA, 'twice', Buffer.from('first'), plain);
  await store.write(tenantA, 'twice', Buffer.from('second'), plain);
  expect((await buffer(store.read(tenantA, 'twice'))).toString()).toBe('second');
});

it('stops reading at the first byte too many and stores nothing', async () => {
  let produced = 0;
  async function* endless() {
    for (;;) {
      produced += 1;
      yield Buffer.alloc(64 * 1024);
    }
  }
  await expect(store.write(tenantA, 'endless', Readable.from(endless()), { ...plain, maxBytes: 1_000_000 })).rejects.toBeInstanceOf(
    ObjectTooLarge,
  );
  expect(produced).toBeLessThan(64);
  await expect(buffer(store.read(tenantA, 'endless'))).rejects.toBeInstanceOf(ObjectNotFound);
  await expect(store.write(tenantA, 'exact', Buffer.alloc(10), { ...plain, maxBytes: 10 })).resolves.toMatchObject({ sizeBytes: 10 });
});

it('stores nothing and passes the error on when the content breaks off', async () => {
  const broken = new Error('the download broke off');
  async function* breaking() {
    yield Buffer.from('half');
    throw broken;
  }
  await expect(store.write(tenantA, 'broken', Readable.from(breaking()), plain)).rejects.toBe(broken);
  await expect(buffer(store.read(tenantA, 'broken'))).rejects.toBeInstanceOf(ObjectNotFound);
});

it('removes one object, and does not mind when it is gone', async () => {
  await store.write(tenantA, 'one', Buffer.from('x'), plain);
  await store.remove(tenantA, 'one');
  await store.remove(tenantA, 'one');
  await expect(buffer(store.read(tenantA, 'one'))).rejects.toBeInstanceOf(ObjectNotFound);
});

it('removes a folder of one tenant and nothing beside it', async () => {
  for (const path of ['media/1/a', 'media/1/b', 'media/12/c']) await store.write(tenantA, path, Buffer.from(path), plain);
  await store.write(tenantB, 'media/1/a', Buffer.from('of B'), plain);
  expect(await store.removePrefix(tenantA, 'media/1')).toBe(2);
  expect((await buffer(store.read(tenantA, 'media/12/c'))).toString()).toBe('media/12/c');
  expect(await store.removePrefix(tenantA, '')).toBeGreaterThan(0);
  expect(await store.removePrefix(tenantA, '')).toBe(0);
  expect((await buffer(store.read(tenantB, 'media/1/a'))).toString()).toBe('of B');
});

it("does not reach another tenant's objects", async () => {
  await store.write(tenantB, 'secret', Buffer.from('of B'), plain);
  const path = `../${tenantB}/secret`;
  expect(() => store.read(tenantA, path)).toThrow(PermanentStorageError);
  await expect(store.remove(tenantA, path)).rejects.toBeInstanceOf(PermanentStorageError);
  await expect(store.write(tenantA, path, Buffer.from('x'), plain)).rejects.toBeInstanceOf(PermanentStorageError);
});

it('tells a missing bucket from a missing object', async () => {
  const elsewhere = createObjectStore({ bucket: 'missing', apiEndpoint: emulator.url, project: 'p' });
  await expect(elsewhere.write(tenantA, 'a', Buffer.from('x'), plain)).rejects.toMatchObject({
    name: 'PermanentStorageError',
    code: '404',
  });
});

it('calls a storage that is away transient', async () => {
  const away = createObjectStore({ bucket: 'media', apiEndpoint: 'http://127.0.0.1:9', project: 'p' });
  await expect(away.write(tenantA, 'a', Buffer.from('x'), plain)).rejects.toBeInstanceOf(TransientStorageError);
});

it('sends what it has in memory again when the connection is cut, as one is that lay idle too long', async () => {
  let cuts = 0;
  const proxy = createServer((socket) => {
    socket.on('error', () => undefined);
    if (cuts-- > 0) return void socket.once('data', () => socket.destroy());
    const { port, hostname } = new URL(emulator.url);
    const onward = connect(Number(port), hostname).on('error', () => undefined);
    socket.pipe(onward).pipe(socket);
    socket.once('close', () => onward.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const cut = createObjectStore({
    bucket: 'media',
    apiEndpoint: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    project: 'p',
  });
  try {
    for (const [path, content, isLarge] of [
      ['bytes', Buffer.from('Hello'), false],
      ['stream', Readable.from([Buffer.from('Hel'), Buffer.from('lo')]), true],
    ] as const) {
      cuts = 1;
      await cut.write(tenantA, path, content, { ...plain, isLarge });
      expect((await buffer(store.read(tenantA, path))).toString()).toBe('Hello');
    }
  } finally {
    proxy.close();
  }
});
