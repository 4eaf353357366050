import { waitUntil } from '@sylion/testbed';

import type { TestApi } from './harness.ts';

interface StreamedEvent {
  readonly id: string;
  readonly data: { readonly type: string; readonly tenantId: string; readonly data: Record<string, unknown> };
}

export interface EventStream {
  readonly status: number;
  readonly events: readonly StreamedEvent[];
  /** The id to resume after: the last one seen, of an event or of a heartbeat. */
  readonly lastEventId: () => string;
  /** Waits until the stream brought so many events. */
  got(count: number): Promise<readonly StreamedEvent[]>;
  /** Resolves when the server ended the stream. */
  readonly ended: Promise<void>;
  hangUp(): void;
}

/** Listens as a browser would: fields by lines, an event per empty line. */
export async function openEventStream(api: TestApi, key: string, query = '', lastEventId?: string): Promise<EventStream> {
  const controller = new AbortController();
  const response = await fetch(`${api.url}/v1/events${query}`, {
    headers: { authorization: `Bearer ${key}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    signal: controller.signal,
  });
  const events: StreamedEvent[] = [];
  let last = lastEventId ?? '';
  const read = async (): Promise<void> => {
    let text = '';
    for await (const chunk of response.body as ReadableStream<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
        last = fields.get('id') ?? last;
        const data = fields.get('data');
        if (data !== undefined) events.push({ id: last, data: JSON.parse(data) as StreamedEvent['data'] });
      }
    }
  };
  const ended = response.status === 200 ? read().catch(() => undefined) : Promise.resolve();
  if (response.status === 200) await waitUntil('the stream has begun', () => last !== '');
  return {
    status: response.status,
    events,
    ended,
    lastEventId: () => last,
    hangUp: () => controller.abort(),
    got: (count) => waitUntil(`${count} events came`, () => (events.length >= count ? events : undefined)),
  };
}
