import { Problem } from '../../http/problem.ts';

interface Buckets {
  readonly bucket: string;
  readonly ingestBuckets: readonly string[];
}

export interface LinkedSource {
  readonly kind: 'uri' | 'web';
  readonly uri: string;
  /** What the document is called unless its owner says otherwise. */
  readonly name: string;
}

/**
 * Where a document that is not uploaded comes from.
 * @throws {Problem} 400 `uri_not_allowed` for an object that is neither in the tenant's part of our bucket nor in one that the platform opened
 */
export function sourceOfLink(link: { readonly url: string } | { readonly uri: string }, tenantId: string, buckets: Buckets): LinkedSource {
  if ('url' in link) {
    const { href, hostname, pathname } = new URL(link.url);
    return { kind: 'web', uri: href, name: nameOf(`${hostname}${pathname === '/' ? '' : decoded(pathname)}`) };
  }
  if (!isAllowed(link.uri, tenantId, buckets))
    throw new Problem(400, 'uri_not_allowed', 'uri: is not in a bucket that documents may come from', [
      { path: 'uri', message: 'is not in a bucket that documents may come from' },
    ]);
  return { kind: 'uri', uri: link.uri, name: nameOf(link.uri.split('/').at(-1) ?? '') };
}

/** A segment that is empty or of dots only could lead elsewhere wherever the address is taken for a path. */
function isAllowed(uri: string, tenantId: string, { bucket, ingestBuckets }: Buckets): boolean {
  const [named = '', ...segments] = uri.slice('gs://'.length).split('/');
  if (segments.some((segment) => ['', '.', '..'].includes(segment.trim()) || /\p{Cc}/u.test(segment))) return false;
  if (named === bucket) return segments.length > 2 && segments[0] === 'tenants' && segments[1] === tenantId;
  return ingestBuckets.includes(named);
}

/** A file's or an address' name, as long as a document's may be. */
export const nameOf = (text: string): string => [...text.trim()].slice(0, 200).join('').trim();

function decoded(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}
