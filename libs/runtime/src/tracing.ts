import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';

const tracer = trace.getTracer('sylion');

/**
 * Registers W3C trace context for this process; spans are exported by OTLP/HTTP only when an endpoint is configured.
 * Returns what flushes them at shutdown.
 */
export async function startTracing({ endpoint }: { app: string; endpoint: string | undefined }): Promise<() => Promise<void>> {
  const provider = new NodeTracerProvider({ spanProcessors: endpoint === undefined ? [] : [await exportTo(endpoint)] });
  provider.register();
  return () => provider.shutdown();
}

/** Loads the exporter, which is most of OpenTelemetry's code, only for those who export. */
async function exportTo(endpoint: string): Promise<SpanProcessor> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }));
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
