import { PermanentStorageError } from './errors.ts';

const maximumNameBytes = 1_024;

/**
 * The full name of a tenant's object: `tenants/<tenantId>/<path>`. No path leads out of the tenant's part of the bucket.
 *
 * @throws {PermanentStorageError} `INVALID_PATH` for an empty path, one with an empty, `.` or `..` segment or one with blanks around it (URL parsers drop them), control characters, or one too long for Cloud Storage
 */
export function objectName(tenantId: string, path: string): string {
  const name = `${tenantFolder(tenantId)}${path}`;
  const hasBadSegment = path.split('/').some((segment) => ['', '.', '..'].includes(segment) || segment !== segment.trim());
  if (hasBadSegment || hasControlCharacter(path) || Buffer.byteLength(name) > maximumNameBytes) throw invalid(path);
  return name;
}

/**
 * The common start of the names of a folder's objects, ending in `/`, so that `media/1` never covers `media/12`.
 *
 * @param path of a folder, with or without a final `/`; empty for everything the tenant has
 * @throws {PermanentStorageError} as `objectName`
 */
export function folderPrefix(tenantId: string, path: string): string {
  return path === '' ? tenantFolder(tenantId) : `${objectName(tenantId, path.replace(/\/$/, ''))}/`;
}

function tenantFolder(tenantId: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(tenantId)) throw invalid(tenantId);
  return `tenants/${tenantId}/`;
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function invalid(text: string): PermanentStorageError {
  return new PermanentStorageError('INVALID_PATH', `Not a valid object path: ${JSON.stringify(text)}`);
}
