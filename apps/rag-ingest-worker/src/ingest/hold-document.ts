import { DocumentClaimLost, extendDocumentClaim, type Database, type DocumentClaim } from '@sylion/database';
import { repeat, type Logger } from '@sylion/runtime';

export const leaseMs = 20_000;
const heartbeatMs = 5_000;

/** Keeps a document while it is worked on, however long a step takes; `signal` aborts when it is somebody else's. */
export function holdDocument(
  tenantId: string,
  held: DocumentClaim,
  { database, logger }: { database: Database; logger: Logger },
): { readonly signal: AbortSignal; readonly stop: () => Promise<void> } {
  const lost = new AbortController();
  const stop = repeat(
    'hold document',
    heartbeatMs,
    () =>
      database
        .asTenant(tenantId, (scope) => extendDocumentClaim(scope, held, leaseMs), { mayBeLost: true })
        .catch((error: unknown) => {
          if (!(error instanceof DocumentClaimLost)) throw error; // an outage of the database: the lease outlives some of it
          lost.abort(error);
        }),
    logger,
  );
  return { signal: lost.signal, stop };
}
