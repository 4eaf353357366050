import { createHash } from 'node:crypto';

import type { RequestKey } from '@sylion/database';
import { idParamsSchema } from '@sylion/schemas';
import { CannotOpenSecret, openSecret, sealSecret, type RingKey } from '@sylion/tenancy';

import type { Caller } from '../identity/authenticate.ts';
import { Problem } from './problem.ts';

/** What is sent back: a status, a JSON body or none, and the version of what the body shows. */
export interface Outcome {
  readonly status: number;
  readonly body?: unknown;
  readonly etag?: string;
  /** The request was answered before; nothing was done now. */
  readonly isReplayed?: true;
}

/** A request that may be repeated without being done twice (draft-ietf-httpapi-idempotency-key-header-07). */
export interface IdempotentRequest extends RequestKey {
  /** Of all that it asks for: the same key with another one is a mistake of the caller's. */
  readonly fingerprint: Buffer;
  /** What its sealed answer is bound to. */
  readonly owner: string;
  /** What its path names by id: its answer goes with that. */
  readonly subjectId: string | undefined;
}

/** What is asked for, and by whom. */
interface Asked {
  readonly caller: Caller;
  readonly tenantId: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly params: unknown;
  readonly body: unknown;
}

/**
 * Keys are as their callers make them, up to 255 printable characters; quotes, as the draft has them, are not part of one. Of a form
 * only its address counts: its file was not read yet, and another client library draws the boundaries elsewhere.
 *
 * @throws {Problem} 400 `invalid_idempotency_key`
 */
export function readIdempotentRequest(
  header: string | undefined,
  { caller, tenantId, method, url, params, body }: Asked,
): IdempotentRequest | undefined {
  if (header === undefined) return undefined;
  const key = /^"(.*)"$/.exec(header.trim())?.[1] ?? header.trim();
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(key))
    throw new Problem(400, 'invalid_idempotency_key', 'Idempotency-Key: must be 1 to 255 printable ASCII characters');
  const name = `${caller.actor.kind}:${caller.actor.id ?? ''}`;
  const keyHash = sha256(key);
  return {
    caller: name,
    keyHash,
    fingerprint: sha256(JSON.stringify([method, url, body ?? null])),
    owner: [tenantId ?? '', name, keyHash.toString('hex')].join('/'),
    subjectId: idParamsSchema.safeParse(params).data?.id,
  };
}

export const sealOutcome = (ring: readonly RingKey[], { status, body, etag }: Outcome, { owner }: IdempotentRequest): Buffer =>
  sealSecret(ring, JSON.stringify({ status, body, etag }), owner);

/** @throws {Problem} 409 when the key that sealed it has left the ring: the work is done, and its answer is lost. */
export function openOutcome(ring: readonly RingKey[], sealed: Buffer, { owner }: IdempotentRequest): Outcome {
  try {
    return { ...(JSON.parse(openSecret(ring, sealed, owner)) as Outcome), isReplayed: true };
  } catch (error) {
    if (error instanceof CannotOpenSecret)
      throw new Problem(409, 'answer_lost', 'this was done already, but its answer cannot be read any more');
    throw error;
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
