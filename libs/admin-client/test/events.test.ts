import fc from 'fast-check';

import { AdminProblem, readServerSentEvents, type ServerSentEvent, type TenantEvent } from '../src/index.ts';
import { eventStream, lostConnection, problem, scriptApi } from './scripted-api.ts';

const block = (id: number): string => `id: ${id}\ndata: {"type":"message.received","data":{"number":${id}}}\n\n`;
const lastEventIds = (requests: readonly Request[]) => requests.map(({ headers }) => headers.get('last-event-id'));

describe('events', () => {
  it('come each once, though the connection was lost, closed and refused for a while', async () => {
    const { client, requests, waits } = scriptApi(
      eventStream(['retry: 250\nid: 10\n\n', block(11), 'id: 12\nda'], 'lost'),
      lostConnection(),
      eventStream([block(12), ': heartbeat\n\n', 'id: 20\n\n']),
      problem(503, 'shutting_down', { 'retry-after': '2' }),
      eventStream([block(21)]),
    );
    const seen: TenantEvent[] = [];
    for await (const event of client.events({ query: { kinds: 'message.received' } })) {
      seen.push(event);
      if (event.lastEventId === '21') break;
    }
    expect(seen.map(({ lastEventId, data }) => [lastEventId, data['number']])).toEqual([
      ['11', 11],
      ['12', 12],
      ['21', 21],
    ]);
    expect(lastEventIds(requests)).toEqual([null, '11', '11', '20', '20']);
    expect(new URL(requests.at(-1)?.url ?? '').search).toBe('?kinds=message.received');
    expect(waits).toEqual([250, expect.any(Number), 250, 2_000]);
  });

  it('go on where an earlier loop has stopped', async () => {
    const { client, requests } = scriptApi(eventStream([block(8)]));
    for await (const { lastEventId } of client.events({ lastEventId: '7' })) if (lastEventId === '8') break;
    expect(lastEventIds(requests)).toEqual(['7']);
  });

  it('end when the caller may no longer listen', async () => {
    const { client } = scriptApi(eventStream([block(1)]), problem(401, 'unauthenticated'));
    const seen: string[] = [];
    const follow = async () => {
      for await (const { lastEventId } of client.events()) seen.push(lastEventId);
    };
    await expect(follow()).rejects.toThrow(AdminProblem);
    expect(seen).toEqual(['1']);
  });

  it('end when the caller hangs up', async () => {
    const hangUp = new AbortController();
    const { client, requests } = scriptApi(eventStream([block(1)]));
    const follow = async () => {
      for await (const { lastEventId } of client.events({ signal: hangUp.signal })) if (lastEventId === '1') hangUp.abort();
    };
    await expect(follow()).rejects.toThrow('aborted');
    expect(requests).toHaveLength(1);
  });
});

describe('an event stream', () => {
  const read = async (pieces: readonly Uint8Array[]): Promise<ServerSentEvent[]> => {
    const seen: ServerSentEvent[] = [];
    for await (const event of readServerSentEvents(ReadableStream.from(pieces) as ReadableStream<Uint8Array>)) seen.push(event);
    return seen;
  };
  const line = fc.oneof(
    fc.constantFrom('id: 7', 'id:8', 'data', 'data: {"é":"😀"}', 'data:  two', ': remark', 'retry: 50', 'retry: soon', 'event: x', ''),
    fc.string({ unit: 'grapheme' }).map((text) => `data: ${text.replaceAll(/[\r\n]/g, ' ')}`),
  );
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 30 })
    .map((lines) => `${lines.map(([content, end]) => content + end).join('')}\n\n`);

  it('is read alike however it is cut', () =>
    fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(400)), async (content, cuts) => {
        const bytes = new TextEncoder().encode(content);
        const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((one, other) => one - other), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(await read(pieces)).toEqual(await read([bytes]));
      }),
    ));

  it('is read as the standard says', async () => {
    const blocks = await read([
      new TextEncoder().encode('data: a\ndata:b\ndata\n\nid: 5\r\n\r\n: only a remark\ndata:  c\rretry: 9\r\r data: d'),
    ]);
    expect(blocks).toEqual([
      { lastEventId: '', data: 'a\nb\n', retryMs: undefined },
      { lastEventId: '5', data: undefined, retryMs: undefined },
      { lastEventId: '5', data: ' c', retryMs: 9 },
    ]);
  });
});
