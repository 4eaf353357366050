/** One block of an event stream. */
export interface ServerSentEvent {
  /** The last id that the stream told, in this block or before. */
  readonly lastEventId: string;
  /** Undefined for a block that only tells an id or a time, such as a heartbeat. */
  readonly data: string | undefined;
  /** After how long the server wants a lost connection to be made again. */
  readonly retryMs: number | undefined;
}

/** Reads an event stream as it comes in, whatever pieces it is cut into (WHATWG HTML §9.2.6, interpretation of event streams). */
export async function* readServerSentEvents(body: ReadableStream<Uint8Array>, lastEventId = ''): AsyncGenerator<ServerSentEvent> {
  let [id, data, retryMs] = [lastEventId, [] as string[], undefined as number | undefined];
  for await (const line of linesOf(body)) {
    if (line === '') {
      yield { lastEventId: id, data: data.length > 0 ? data.join('\n') : undefined, retryMs };
      [data, retryMs] = [[], undefined];
      continue;
    }
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') data.push(value);
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) retryMs = Number(value);
  }
}

/** Lines end with CR LF, LF or CR; one without an end is not there yet. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of body) {
    rest += decoder.decode(piece, { stream: true });
    // A CR at the very end may be half of a CR LF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
