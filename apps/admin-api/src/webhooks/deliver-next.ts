import { claimDelivery, recordDelivery, type ClaimedDelivery, type Database, type DeliveryTry } from '@sylion/database';
import { openSecret, type RingKey } from '@sylion/tenancy';

import { toEventMessage } from './event-message.ts';
import { failingLimitMs, judgeDelivery } from './judge-delivery.ts';
import { postWebhook, type WebhookClient } from './post-webhook.ts';
import { webhookSealOwner } from './webhook-seal-owner.ts';

export interface DeliveryDependencies {
  readonly database: Database;
  readonly secretRing: readonly RingKey[];
  readonly client: WebhookClient;
  readonly onDelivery: (outcome: string, seconds: number) => void;
}

/** A try that is not recorded this long after it timed out has no process any more. */
const leaseSlackMs = 5_000;

/**
 * Delivers what an endpoint is due longest. At least once: a process that dies between the answer and its record has the event delivered
 * again, under the same `webhook-id`. No transaction stands open while the endpoint is asked. Returns whether there was anything.
 */
export async function deliverNext(
  { tenantId, endpointId }: { tenantId: string; endpointId: string },
  dependencies: DeliveryDependencies,
): Promise<boolean> {
  const { database, client, onDelivery } = dependencies;
  const claimed = await database.asTenant(tenantId, (scope) => claimDelivery(scope, endpointId, client.timeoutMs + leaseSlackMs));
  if (!claimed) return false;
  const ended = await tryOnce(claimed, dependencies);
  const verdict = judgeDelivery(ended, claimed.attempts, Math.random());
  await database.asTenant(tenantId, (scope) => recordDelivery(scope, claimed, { ended, verdict, failingLimitMs }));
  onDelivery(verdict.kind, ended.durationMs / 1_000);
  return true;
}

function tryOnce(claimed: ClaimedDelivery, { secretRing, client }: DeliveryDependencies): Promise<DeliveryTry> {
  const owner = webhookSealOwner(claimed.tenantId, claimed.endpointId);
  const sealed = [claimed.secretCiphertext, ...(claimed.previousSecretCiphertext ? [claimed.previousSecretCiphertext] : [])];
  return postWebhook(
    {
      url: claimed.url,
      id: claimed.eventId,
      body: JSON.stringify(toEventMessage(claimed.tenantId, { ...claimed, id: claimed.eventId })),
      secrets: sealed.map((ciphertext) => openSecret(secretRing, ciphertext, owner)),
    },
    client,
  );
}
