import http from 'node:http';

/** Who has not said what they want by then gives their place to somebody else. */
const headersTimeoutMs = 10_000;
/** Node looks for late connections every 30 s unless told otherwise: they would live three times as long as they may. */
const checkIntervalMs = 2_000;
/** Of all headers of a request together; more is answered 431 before anything is kept. */
const headerSizeBytes = 16 * 1_024;

export interface ServerLimits {
  /** For a whole request, its body included. */
  readonly requestTimeoutMs: number;
  readonly headersTimeoutMs?: number;
  readonly checkIntervalMs?: number;
}

/** A server that strangers can reach: who sends slowly, endlessly or too many headers is cut off (RFC 6585 §5, RFC 9110 §15.5.9). */
export const createServer = (listener: http.RequestListener, limits: ServerLimits): http.Server =>
  http.createServer(
    {
      requestTimeout: limits.requestTimeoutMs,
      headersTimeout: Math.min(limits.headersTimeoutMs ?? headersTimeoutMs, limits.requestTimeoutMs),
      connectionsCheckingInterval: limits.checkIntervalMs ?? checkIntervalMs,
      maxHeaderSize: headerSizeBytes,
    },
    listener,
  );
