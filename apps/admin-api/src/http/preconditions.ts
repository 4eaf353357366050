import { createHash } from 'node:crypto';

import { Problem } from './problem.ts';

/**
 * The entity tag of an answer (RFC 9110 §8.8.3): the thing's version, which is what `If-Match` is about, and a digest of what is shown,
 * which may change without it (the counts of a knowledge base, say): a cache must not take one for the other.
 */
export function toETag(version: string, answer: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 16);
  return `"${version}.${digest}"`;
}

/**
 * @throws {Problem} 412 unless the thing has a version that the caller named. A thing that is not there has none; that is told elsewhere.
 */
export function requireMatch(ifMatch: string | undefined, version: string | undefined): void {
  if (ifMatch === undefined || version === undefined) return;
  const isMatch = listTags(ifMatch).some((tag) => tag === '*' || (tag.startsWith('"') && tag.slice(1).split('.')[0] === version));
  if (!isMatch) throw preconditionFailed('the thing was changed since it was read: read it again');
}

/** Whether the caller has this very answer already; a weak tag is as good here (RFC 9110 §13.1.2). */
export const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined && listTags(ifNoneMatch).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);

export const preconditionFailed = (detail: string): Problem => new Problem(412, 'precondition_failed', detail);

const listTags = (header: string): string[] => header.match(/\*|(?:W\/)?"[^"]*"/g) ?? [];
