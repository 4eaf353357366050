import { objectResource, type StoredObject } from './stored-object.ts';

const maximumResults = 1000;

/**
 * One page of a listing. The page token is the base64 of the last name that was given out.
 *
 * @param objects sorted by name
 * @param query `prefix`, `delimiter`, `pageToken`, `maxResults` as in objects.list
 */
export function listPage(objects: StoredObject[], query: Record<string, unknown>): Record<string, unknown> {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const prefix = text('prefix');
  const delimiter = text('delimiter');
  const after = Buffer.from(text('pageToken'), 'base64url').toString('utf8');
  const limit = Math.min(Number(text('maxResults')) || maximumResults, maximumResults);

  const entries = new Map<string, StoredObject | undefined>();
  for (const object of objects) {
    if (!object.name.startsWith(prefix)) continue;
    const folderEnd = delimiter ? object.name.indexOf(delimiter, prefix.length) : -1;
    if (folderEnd >= 0) entries.set(object.name.slice(0, folderEnd + delimiter.length), undefined);
    else entries.set(object.name, object);
  }
  const remaining = [...entries].filter(([name]) => name > after);
  const page = remaining.slice(0, limit);
  const lastName = page.at(-1)?.[0] ?? '';
  return {
    kind: 'storage#objects',
    items: page.flatMap(([, object]) => (object ? [objectResource(object)] : [])),
    prefixes: page.flatMap(([name, object]) => (object ? [] : [name])),
    ...(remaining.length > limit && { nextPageToken: Buffer.from(lastName).toString('base64url') }),
  };
}
