import { createAdminClient, type AdminClient } from '../src/index.ts';

/** What one request got: an answer, or a lost connection. */
type Turn = Response | Error;

export interface ScriptedApi {
  readonly client: AdminClient;
  readonly requests: readonly Request[];
  /** How long the client waited, each time. */
  readonly waits: readonly number[];
}

/** A client of an API that answers with the given turns, one after the other; its time passes at once. */
export function scriptApi(...turns: readonly Turn[]): ScriptedApi {
  const requests: Request[] = [];
  const waits: number[] = [];
  const client = createAdminClient({
    url: 'http://api.example',
    key: 'syl_key',
    fetch: async (request) => {
      const turn = turns[requests.push(request) - 1];
      if (turn === undefined) throw new Error('the script is over');
      if (turn instanceof Error) throw turn;
      return turn;
    },
    patience: {
      wait: async (durationMs, signal) => {
        signal?.throwIfAborted();
        waits.push(durationMs);
      },
    },
  });
  return { client, requests, waits };
}

export const answer = (body: unknown, headers: Record<string, string> = {}): Response => Response.json(body, { headers });

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ type: 'about:blank', title: 'No', status, code, detail: 'it is so' }, { status, headers });

export const lostConnection = (): Error => new TypeError('fetch failed');

/** An event stream that brings these pieces and then ends, or breaks off. */
export function eventStream(pieces: readonly string[], end: 'closed' | 'lost' = 'closed'): Response {
  const left = [...pieces];
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = left.shift();
      if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
      else if (end === 'closed') controller.close();
      else controller.error(new TypeError('terminated'));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}
