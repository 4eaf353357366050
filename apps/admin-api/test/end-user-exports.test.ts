import fs from 'node:fs';

import { chargeUsage, markMediaReady, personalTables, recordInbound, saveSummary } from '@sylion/database';
import { newId } from '@sylion/schemas';
import { rowsOf, startTurn, waitUntil, withClient } from '@sylion/testbed';

import { findText } from './find-text.ts';
import { createTenantByApi, startTestApi, writeInbound, type TestApi, type TestTenant } from './harness.ts';
import { readExport } from './read-export.ts';

let api: TestApi;
let tenant: TestTenant;
beforeAll(async () => {
  api = await startTestApi();
  tenant = await createTenantByApi(api);
});
afterAll(() => api.stop());

const post = async (path: string, body?: unknown): Promise<void> => {
  const { status, text } = await api.call('post', path, { key: tenant.keys.admin, body });
  if (status >= 300) throw new Error(`${path} answered ${status} ${text}`);
};
const tablesNaming = async (mark: string) => new Set((await findText(api.superuserUrl, mark)).map((place) => place.split('.')[0] ?? ''));
const query = <Row extends object>(text: string): Promise<Row[]> => withClient(api.superuserUrl, (client) => rowsOf<Row>(client, text));

/** Somebody of whom every table holds something with `mark` in it: words, a photo, a turn, a summary, notes, usage, what admins did. */
async function somebody(mark: string, phone: string, of: TestTenant = tenant) {
  const mediaId = newId();
  const names = { phone, displayName: `Name-${mark}`, username: `user_${mark}`.toLowerCase() };
  const conversationId = await writeInbound(api, of, { ...names, text: `Text-${mark}`, raw: { body: `Raw-${mark}` } });
  await writeInbound(api, of, {
    ...names,
    mediaId,
    kind: 'image',
    content: { kind: 'image', caption: `Caption-${mark}` },
    media: { providerMediaId: 'm', mimeType: 'image/jpeg', filename: `File-${mark}.jpg` },
  });
  const objectPath = `media/${conversationId}/${mediaId}`;
  const bytes = Buffer.from(`Photo-${mark}`);
  const { uri } = await api.store.write(of.tenantId, objectPath, bytes, { contentType: 'image/jpeg' });
  const turnId = newId();
  const endUserId = await api.database.asTenant(of.tenantId, async (scope) => {
    await markMediaReady(scope, mediaId, { objectPath, objectUri: uri, sizeBytes: bytes.length, mimeType: 'image/jpeg' });
    await startTurn(scope, { turnId, conversationId, assistantId: of.assistantId, assistantVersion: 1, epoch: 0, leaseMs: 60_000 });
    await scope.sql
      .updateTable('turns')
      .set({ retrieval: JSON.stringify({ question: `Question-${mark}` }) })
      .where('tenantId', '=', of.tenantId)
      .where('id', '=', turnId)
      .execute();
    await chargeUsage(scope, [{ id: newId(), metric: 'replies', amount: 1, idempotencyKey: `Usage-${mark}`, turnId }]);
    await saveSummary(scope, { conversationId, summary: `Summary-${mark}`, throughSeq: 1 });
    const row = await scope.sql
      .selectFrom('conversations')
      .where('tenantId', '=', of.tenantId)
      .where('id', '=', conversationId)
      .select('endUserId')
      .executeTakeFirstOrThrow();
    return row.endUserId;
  });
  const payload = { user: { wa_id: phone.slice(1), said: `Event-${mark}` } };
  const event = {
    tenantId: of.tenantId,
    id: newId(),
    channelId: of.channelId,
    field: 'x',
    outcome: 'ignored',
    reason: 'x',
    payload,
  } as const;
  await recordInbound(api.database, { messages: [], statuses: [], events: [event] });
  return { mark, conversationId, endUserId, mediaId, objectPath, bytes };
}

describe('an export', () => {
  it('holds everything that names the person, wherever it lies, and nothing of anybody else', async () => {
    const person = await somebody('Aurore', '+33600000001');
    await somebody('Bertrand', '+33600000002');
    await somebody('Cecile', '+33600000001', await createTenantByApi(api));
    await api.call('patch', `/v1/end-users/${person.endUserId}`, { key: tenant.keys.admin, body: { notes: 'Notes-Aurore' } });
    await post(`/v1/conversations/${person.conversationId}/take-over`);
    await post(`/v1/conversations/${person.conversationId}/messages`, { text: 'Human-Aurore' });
    await post(`/v1/end-users/${person.endUserId}/opt-out`);
    await post(`/v1/end-users/${person.endUserId}/opt-in`);

    const exported = await readExport(api, tenant.keys.admin, person.endUserId);
    const { files, manifest } = exported;
    const everything = [...files].map(([name, content]) => name + content.toString('latin1')).join('\n');
    for (const table of await tablesNaming('Aurore'))
      expect([table, exported.text(fileOf(table)).toLowerCase()]).toEqual([table, expect.stringContaining('aurore')]);
    const kinds = ['Name', 'Text', 'Raw', 'Caption', 'File', 'Photo', 'Question', 'Usage', 'Summary', 'Event', 'Notes', 'Human'];
    expect(kinds.filter((kind) => !everything.includes(`${kind}-Aurore`))).toEqual([]);
    expect(everything.includes('user_aurore')).toBe(true);
    for (const stranger of ['Bertrand', 'Cecile', 'bertrand', 'cecile']) expect(everything).not.toContain(stranger);

    for (const { table, column, owner } of personalTables) {
      const id = owner === 'end_user' ? person.endUserId : person.conversationId;
      const [stored] = await query<{ count: number }>(`select count(*)::int from ${table} where ${column} = '${id}'`);
      expect([table, exported.rows(table).length]).toEqual([table, stored?.count]);
    }
    expect(manifest.files.map(({ name, rows }) => [name, rows])).toContainEqual(['messages.json', 3]);
    expect(exported.rows('message_media')[0]).toMatchObject({ file: `media/${person.mediaId}.jpg` });
    expect(files.get(`media/${person.mediaId}.jpg`)).toEqual(person.bytes);
    const actions = exported.rows('audit_log').map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['end_user.opted_out', 'end_user.opted_in', 'message.sent_by_human']));
    expect(actions.at(-1)).toBe('end_user.exported');
  });

  it('is in the audit log without a word of it', async () => {
    const { endUserId } = await somebody('Denise', '+33600000003');
    await readExport(api, tenant.keys.admin, endUserId);
    const { body } = await api.call('get', '/v1/audit-log?action=end_user.exported&limit=1', { key: tenant.keys.admin });
    expect(body.items[0]).toMatchObject({ actorKind: 'api_key', subjectKind: 'end_user', subjectId: endUserId, before: null, after: null });
  });

  it('is for admins: agents see conversations one by one', async () => {
    const { endUserId } = await somebody('Emile', '+33600000004');
    const response = await api.call('get', `/v1/end-users/${endUserId}/export`, { key: tenant.keys.agent });
    expect([response.status, response.body.code]).toEqual([403, 'forbidden']);
  });

  it('tells which media file has gone meanwhile, and has the rest', async () => {
    const person = await somebody('Fanny', '+33600000005');
    await api.store.remove(tenant.tenantId, person.objectPath);
    const { files } = await readExport(api, tenant.keys.admin, person.endUserId);
    expect(JSON.parse(String(files.get('media/missing.json')))).toEqual([`media/${person.mediaId}.jpg`]);
    expect(files.get('messages.json')?.toString()).toContain('Text-Fanny');
  });

  it('is one moment, however much is written while it is read', async () => {
    const phone = '+33600000006';
    const person = await somebody('Gaston', phone);
    await query(`
      insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, state)
        select '${tenant.tenantId}', gen_random_uuid(), '${person.conversationId}', '${tenant.channelId}', i, 'inbound', 'end_user', 'text', '{}', 'answered'
        from generate_series(3, 3000) i;
      update conversations set next_seq = 3001 where id = '${person.conversationId}'`);
    let isWriting = true;
    const writer = (async () => {
      while (isWriting) await writeInbound(api, tenant, { phone, displayName: 'Name-Gaston' });
    })();
    const sizes: number[] = [];
    try {
      for (let round = 0; round < 5; round += 1) {
        const exported = await readExport(api, tenant.keys.admin, person.endUserId);
        const seqs = exported.rows('messages').map(({ seq }) => seq);
        expect(exported.rows('conversations')[0]?.['nextSeq']).toBe(new Set(seqs).size + 1);
        sizes.push(seqs.length);
      }
    } finally {
      isWriting = false;
      await writer;
    }
    expect(sizes.at(-1)).toBeGreaterThan(sizes[0] ?? 0);
  });

  it('leaves nothing behind when its reader goes away in the middle', async () => {
    const person = await somebody('Henri', '+33600000007');
    await api.store.write(tenant.tenantId, person.objectPath, Buffer.alloc(16 * 1024 * 1024), { contentType: 'image/jpeg' });
    const hangUp = new AbortController();
    const headers = { authorization: `Bearer ${tenant.keys.admin}` };
    const response = await fetch(`${api.url}/v1/end-users/${person.endUserId}/export`, { headers, signal: hangUp.signal });
    expect(response.status).toBe(200);
    expect(openSpools()).toBe(1);
    hangUp.abort();
    await waitUntil('the spool is closed', () => Promise.resolve(openSpools() === 0));
  });
});

const fileOf = (table: string): string => `${table.replaceAll('_', '-')}.json`;

/** The test runs in the process of the app. */
const openSpools = (): number =>
  fs.readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return fs.readlinkSync(`/proc/self/fd/${descriptor}`).includes('sylion-spool');
    } catch {
      return false; // closed while the folder was read
    }
  }).length;
