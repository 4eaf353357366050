import type { Route } from '../route.ts';

/** The codes of the problems that a route may answer with, by status: those of its kind, and those that it alone knows. */
export function problemsOf(route: Route): Map<number, readonly string[]> {
  const isWrite = route.method !== 'get';
  const isPost = route.method === 'post';
  const takesForm = route.fields !== undefined;
  const known: Record<number, (string | false)[]> = {
    400: [
      'invalid_request',
      route.isInTenant && 'tenant_required',
      isWrite && 'invalid_json',
      takesForm && 'invalid_form',
      takesForm && 'upload_aborted',
      isPost && 'invalid_idempotency_key',
      isPaged(route) && 'invalid_cursor',
    ],
    401: ['unauthenticated'],
    403: ['forbidden', 'insufficient_scope', 'tenant_suspended'],
    404: [(route.isInTenant || route.params !== undefined) && 'not_found'],
    408: [isWrite && 'body_too_slow'],
    409: [isPost && 'request_in_progress', isPost && 'answer_lost', ...(route.conflicts ?? [])],
    412: [isWrite && 'precondition_failed'],
    413: [isWrite && 'body_too_large', takesForm && 'too_large'],
    415: [isWrite && 'unsupported_media_type'],
    422: [isPost && 'idempotency_key_reused'],
    429: ['rate_limited'],
    500: ['internal_error'],
    503: ['database_unavailable', 'identity_provider_unavailable', (takesForm || route.file !== undefined) && 'storage_unavailable'],
  };
  for (const [status, codes] of Object.entries(route.refusals ?? {})) (known[Number(status)] ??= []).push(...codes);
  const named = Object.entries(known).map(([status, codes]) => [Number(status), codes.filter((code) => code !== false)] as const);
  return new Map(named.filter(([, codes]) => codes.length > 0));
}

const isPaged = ({ query }: Route): boolean => query !== undefined && 'shape' in query && 'cursor' in (query.shape as object);
