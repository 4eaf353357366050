import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import type { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const tracer = trace.getTracer('sylion');
let isTracing = false;

/**
 * Traces this process when there is somebody to send spans to, by OTLP/HTTP, and makes nothing at all when there is not: no span, no
 * context in a job. Returns what sends the last of them at shutdown. A process has one endpoint: the first.
 */
export async function startTracing({ app, endpoint }: { app: string; endpoint: string | undefined }): Promise<() => Promise<void>> {
  if (endpoint === undefined) return () => Promise.resolve();
  const provider = await createProvider(app, endpoint);
  provider.register();
  isTracing = true;
  return () => provider.shutdown();
}

/** Loads what is most of OpenTelemetry's code only for those who export. */
async function createProvider(app: string, endpoint: string): Promise<NodeTracerProvider> {
  const [{ OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-node'),
  ]);
  const processor: BatchSpanProcessor = new sdk.BatchSpanProcessor(
    new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }),
  );
  return new sdk.NodeTracerProvider({ resource: resourceFromAttributes({ 'service.name': app }), spanProcessors: [processor] });
}

/** W3C trace context as it travels in a job: `traceparent` and, rarely, `tracestate`. */
export type TraceCarrier = Record<string, string>;

/** The current trace context, to be put into a job; empty when nobody is sent any. */
export function injectTrace(): TraceCarrier {
  const carrier: TraceCarrier = {};
  if (isTracing) propagation.inject(context.active(), carrier);
  return carrier;
}

/** Whether spans are made: what serves them alone need not be done otherwise. */
export const isTraced = (): boolean => isTracing;

/** What a span is to others: it answers somebody, it asks somebody, or neither. */
export type SpanRole = 'server' | 'client' | 'internal';

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/**
 * Runs `work` in a span that continues the trace of `carrier` (or that of the caller, or starts one). Ids may be attributes, contents
 * never. They are asked for only when somebody is sent the span.
 */
export async function inSpan<Result>(
  name: string,
  options: { carrier?: TraceCarrier; attributes?: () => Attributes; role?: SpanRole },
  work: () => Promise<Result>,
): Promise<Result> {
  if (!isTracing) return work();
  const parent = options.carrier ? propagation.extract(context.active(), options.carrier) : context.active();
  const start = { attributes: options.attributes?.(), kind: kinds[options.role ?? 'internal'] };
  return tracer.startActiveSpan(name, start, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Adds to the span under way what was learnt meanwhile. */
export function annotateSpan(attributes: () => Attributes): void {
  if (isTracing) trace.getActiveSpan()?.setAttributes(attributes());
}

/** The ids by which a log line finds its trace; nothing outside of one. */
export function traceIds(): { traceId: string; spanId: string } | undefined {
  if (!isTracing) return undefined;
  const span = trace.getActiveSpan()?.spanContext();
  return span && { traceId: span.traceId, spanId: span.spanId };
}
