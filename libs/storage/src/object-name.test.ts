import fc from 'fast-check';
import { folderPrefix, objectName } from './object-name.ts';
import { toStorageError } from './to-storage-error.ts';
import { ObjectTooLarge } from './errors.ts';

const tenantId = '0190a1b2-0000-7000-8000-000000000001';

it('puts every object into its tenant', () => {
  expect(objectName(tenantId, 'media/photo é.jpg')).toBe(`tenants/${tenantId}/media/photo é.jpg`);
});

it.each(['', '/', '/etc', 'a//b', 'a/', '..', 'a/../b', './a', '.. ', 'a/ ../b', 'a\nb', 'a\0', 'x'.repeat(1_000)])(
  'refuses the path %j',
  (path) => {
    expect(() => objectName(tenantId, path)).toThrow(expect.objectContaining({ name: 'PermanentStorageError', code: 'INVALID_PATH' }));
  },
);

it.each(['', '..', 'a/b', 'tenant id'])('refuses the tenant id %j', (id) => {
  expect(() => objectName(id, 'a')).toThrow();
  expect(() => folderPrefix(id, '')).toThrow();
});

it('never leaves the tenant, whatever the path', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('.', '..', '/', 'a', '%2e', '\\', ' '), { maxLength: 12 }).map((parts) => parts.join('')),
      (path) => {
        let name: string;
        try {
          name = objectName(tenantId, path);
        } catch {
          return;
        }
        expect(
          new URL(`gs://bucket/${name.replaceAll('%', '%25').replaceAll('\\', '%5C')}`).pathname.startsWith(`/tenants/${tenantId}/`),
        ).toBe(true);
      },
    ),
  );
});

it('covers a folder, not its namesakes', () => {
  expect(folderPrefix(tenantId, 'media/1')).toBe(`tenants/${tenantId}/media/1/`);
  expect(folderPrefix(tenantId, 'media/1/')).toBe(`tenants/${tenantId}/media/1/`);
  expect(folderPrefix(tenantId, '')).toBe(`tenants/${tenantId}/`);
  expect(() => folderPrefix(tenantId, '../other')).toThrow();
});

it.each([
  [404, 'ObjectNotFound'],
  ['404', 'ObjectNotFound'],
  [429, 'TransientStorageError'],
  [503, 'TransientStorageError'],
  ['ECONNREFUSED', 'TransientStorageError'],
  [401, 'PermanentStorageError'],
  [403, 'PermanentStorageError'],
  [undefined, 'PermanentStorageError'],
])('turns an error with code %j into %s', (code, name) => {
  expect(toStorageError(Object.assign(new Error('x'), { code }))).toMatchObject({ name });
});

it('leaves its own errors alone', () => {
  const own = new ObjectTooLarge(1);
  expect(toStorageError(own)).toBe(own);
});
