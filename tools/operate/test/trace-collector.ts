import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A span as the official exporter sends it (OTLP/HTTP, JSON). */
export interface Span {
  readonly app: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** 2 answers somebody, 3 asks somebody. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TraceCollector {
  readonly endpoint: string;
  /** All that came so far. */
  readonly spans: readonly Span[];
  /** The bodies as they came, to search them. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<Span, 'app' | 'attributes'> & { readonly attributes: readonly Attribute[] })[];
    }[];
  }[];
}

/** Takes spans as a collector does. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: Span[] = [];
  const bodies: string[] = [];
  const server = http.createServer((request, response) => {
    void json(request).then((body) => {
      bodies.push(JSON.stringify(body));
      if (request.url === '/v1/traces') spans.push(...spansOf(body as Export));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const spansOf = ({ resourceSpans }: Export): Span[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({ ...span, app: read(resource.attributes)['service.name'] ?? '', attributes: read(span.attributes) })),
    ),
  );

const read = (attributes: readonly Attribute[]): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? JSON.stringify(value)]));
