import { randomUUID } from 'node:crypto';

import type { RunningAdminApi } from '../start-admin-api.ts';

export type CallKind = 'first page' | 'later page' | 'single' | 'search' | 'aggregate' | 'write';

/** One request of the Admin API, by a tenant or by the platform. */
export interface ApiCall {
  /** As documented: `GET /v1/conversations/{id}/messages`; searches with their query. */
  readonly name: string;
  readonly kind: CallKind;
  readonly path: string;
  readonly key: string;
  readonly body?: unknown;
}

/** Calls and reads the whole answer. @throws when it is not a success */
export async function callApi<Answer>({ url }: Pick<RunningAdminApi, 'url'>, { name, path, key, body }: ApiCall): Promise<Answer> {
  const [method = 'GET'] = name.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${name} was answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
