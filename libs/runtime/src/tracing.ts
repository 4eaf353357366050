import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

const tracer = trace.getTracer('sylion');

/**
 * Registers W3C trace context for this process; spans are exported by OTLP/HTTP only when an endpoint is configured.
 * Returns what flushes them at shutdown.
 */
export function startTracing({ endpoint }: { app: string; endpoint: string | undefined }): () => Promise<void> {
  const spanProcessors =
    endpoint === undefined ? [] : [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }))];
  const provider = new NodeTracerProvider({ spanProcessors });
  provider.register();
  return () => provider.shutdown();
}

/** W3C trace context as it travels in a job: `traceparent` and, rarely, `tracestate`. */
export type TraceCarrier = Record<string, string>;

/** The current trace context, to be put into a job. */
export function injectTrace(): TraceCarrier {
  const carrier: TraceCarrier = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Runs `work` in a span that continues the trace of `carrier` (or starts one). Ids may be attributes, contents never. */
export async function inSpan<Result>(
  name: string,
  options: { carrier?: TraceCarrier; attributes?: Attributes; kind?: SpanKind },
  work: () => Promise<Result>,
): Promise<Result> {
  const parent = options.carrier ? propagation.extract(context.active(), options.carrier) : context.active();
  return tracer.startActiveSpan(name, { attributes: options.attributes, kind: options.kind ?? SpanKind.INTERNAL }, parent, async (span) => {
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
