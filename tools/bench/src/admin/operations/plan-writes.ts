import type { RunningAdminApi } from '../start-admin-api.ts';
import { callApi, type ApiCall } from './api-call.ts';

/** Calls that one client makes one after the other; `turn` counts from 0, and no two turns touch the same row at the same time. */
export type Story = (turn: number) => readonly ApiCall[];

/** Representative writes of one tenant. Those that answer for a conversation change who may speak and write to the audit log. */
export async function planWrites(api: RunningAdminApi, key: string): Promise<Story[]> {
  const [endUsers, conversations] = [await readIds(api, '/v1/end-users', key), await readIds(api, '/v1/conversations', key)];
  const write = (name: string, path: string, body?: unknown): ApiCall => ({ name, kind: 'write', path, key, body });
  const one = (ids: readonly string[], turn: number): string => ids[turn % ids.length] ?? '';
  return [
    (turn) => [write('PATCH /v1/end-users/{id}', `/v1/end-users/${one(endUsers, turn)}`, { notes: `Visit ${turn}` })],
    (turn) => [write('POST /v1/assistants', '/v1/assistants', { name: `Assistant ${turn}`, instructions: 'Be kind.' })],
    (turn) =>
      ['take-over', 'hand-back'].map((change) =>
        write(`POST /v1/conversations/{id}/${change}`, `/v1/conversations/${one(conversations, turn)}/${change}`),
      ),
  ];
}

async function readIds(api: RunningAdminApi, path: string, key: string): Promise<string[]> {
  const { items } = await callApi<{ items: { id: string }[] }>(api, {
    name: `GET ${path}`,
    kind: 'first page',
    path: `${path}?limit=200`,
    key,
  });
  return items.map(({ id }) => id);
}
