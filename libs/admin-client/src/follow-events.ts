import type { TenantEvent } from './api-types.ts';
import { readServerSentEvents } from './read-server-sent-events.ts';
import type { Patience } from './send-patiently.ts';

/** How long a lost connection is left alone, until the server says otherwise. */
const firstRetryMs = 1_000;

/**
 * Events without an end: a connection that is lost, or that the server closes, is made again from the last id that came through.
 * @throws what `connect` throws: the caller may no longer listen, the API is out of reach, or the signal was aborted
 */
export async function* followEvents(
  connect: (lastEventId: string) => Promise<ReadableStream<Uint8Array>>,
  wait: Patience['wait'],
  { lastEventId = '', signal }: { readonly lastEventId?: string | undefined; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<TenantEvent> {
  for (let [position, retryMs] = [lastEventId, firstRetryMs]; ; await wait(retryMs, signal)) {
    const stream = await connect(position);
    for await (const { lastEventId, data, ...told } of untilLost(readServerSentEvents(stream, position))) {
      position = lastEventId;
      retryMs = told.retryMs ?? retryMs;
      if (data !== undefined) yield { ...(JSON.parse(data) as Omit<TenantEvent, 'lastEventId'>), lastEventId };
    }
  }
}

/** A stream that breaks off ends like one that is closed. */
async function* untilLost<Piece>(stream: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  try {
    yield* stream;
  } catch {
    return;
  }
}
