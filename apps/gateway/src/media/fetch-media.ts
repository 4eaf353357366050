import { Readable } from 'node:stream';
import type { ReadableStream as WebReadableStream } from 'node:stream/web';

import {
  isMediaKnown,
  markMediaFailed,
  markMediaReady,
  readPendingMedia,
  setChannelStatus,
  type Database,
  type PendingMedia,
} from '@sylion/database';
import { done, QueueUnavailable, type JobContext, type JobOutcome, type Queues } from '@sylion/queues';
import type { Logger } from '@sylion/runtime';
import { incomingMessages, type MediaFetch } from '@sylion/schemas';
import { ObjectTooLarge, PermanentStorageError, type ObjectStore } from '@sylion/storage';
import type { RingKey } from '@sylion/tenancy';

import { openCredentials } from '../inbound/channel-directory.ts';
import { CredentialsProviderError, PermanentProviderError } from '../providers/provider-error.ts';
import type { Providers } from '../providers/providers.ts';
import { mediaLimitBytes } from './media-limits.ts';

export interface MediaDependencies {
  readonly database: Database;
  readonly providers: Providers;
  readonly storage: ObjectStore;
  readonly queues: Pick<Queues, 'publish'>;
  readonly secretRing: readonly RingKey[];
  readonly logger: Logger;
  /** Told how each try ended. */
  readonly onFetch: (outcome: string) => void;
}

/** A file came, but it is not what the webhook announced. */
class UnexpectedMedia extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`the media is not what was announced: ${reason}`);
    this.name = 'UnexpectedMedia';
    this.reason = reason;
  }
}

/**
 * Downloads one media file with its channel's token, checks type, size and hash, streams it into the tenant's part of the bucket, and
 * nudges the conversation. What cannot be had ends as `failed` with its reason: the turn does not wait for ever.
 */
export async function fetchMedia(
  { tenantId, mediaId }: MediaFetch,
  context: JobContext,
  dependencies: MediaDependencies,
): Promise<JobOutcome> {
  const { database, logger, onFetch } = dependencies;
  const media = await database.asTenant(tenantId, (scope) => readPendingMedia(scope, mediaId));
  if (!media) return done;
  try {
    const stored = await download(tenantId, media, dependencies);
    const isKnown = await database.asTenant(
      tenantId,
      async (scope) => (await markMediaReady(scope, mediaId, stored)) || (await isMediaKnown(scope, mediaId)),
    );
    onFetch('ready');
    if (!isKnown) await dependencies.storage.remove(tenantId, stored.objectPath); // erased while it was fetched
  } catch (error) {
    if (error instanceof CredentialsProviderError) await pauseChannel(tenantId, media.channelId, error, database);
    const reason = permanentReason(error);
    onFetch(reason ?? (context.isLastAttempt ? 'unreachable' : 'again'));
    if (reason === undefined && !context.isLastAttempt) throw error;
    logger.warn({ error, tenantId, mediaId, reason }, 'a media file could not be had');
    await database.asTenant(tenantId, (scope) => markMediaFailed(scope, mediaId, reason ?? 'unreachable'));
  }
  await dependencies.queues
    .publish(incomingMessages, { version: 1, tenantId, conversationId: media.conversationId })
    .catch((error: unknown) => {
      if (!(error instanceof QueueUnavailable)) throw error;
    });
  return done;
}

/** The same refusal that pauses sends: the channel's owner has to renew its credentials; the file is tried again meanwhile. */
const pauseChannel = (tenantId: string, channelId: string, error: CredentialsProviderError, database: Database): Promise<boolean> =>
  database.asTenant(tenantId, (scope) =>
    setChannelStatus(scope, { channelId, status: 'needs_reauth', reason: String(error.code), actor: { kind: 'system', id: 'gateway' } }),
  );

async function download(tenantId: string, media: PendingMedia, { providers, storage, secretRing }: MediaDependencies) {
  const limitBytes = mediaLimitBytes(media.mimeType);
  if (limitBytes === undefined) throw new UnexpectedMedia('type_not_allowed');
  const credentials = openCredentials(secretRing, {
    tenantId,
    channelId: media.channelId,
    credentialsCiphertext: media.credentialsCiphertext,
  });
  const resolved = await providers[media.provider].outbound.resolveMedia(
    {
      from: { phoneNumberId: media.providerKey, channelId: media.channelId },
      providerMediaId: media.providerMediaId,
      mimeType: media.mimeType,
      url: media.providerUrl ?? undefined,
      sha256: media.expectedSha256 ?? undefined,
    },
    credentials,
    AbortSignal.timeout(120_000),
  );
  const objectPath = `media/${media.conversationId}/${media.id}`;
  const body = Readable.fromWeb(resolved.stream as WebReadableStream<Uint8Array>);
  const { uri, sizeBytes, sha256 } = await storage.write(tenantId, objectPath, body, { contentType: media.mimeType, maxBytes: limitBytes });
  const announced = announcedHashes(media.expectedSha256, resolved.sha256Hex);
  if (announced.length > 0 && !announced.includes(sha256.toLowerCase())) {
    await storage.remove(tenantId, objectPath);
    throw new UnexpectedMedia('hash_mismatch');
  }
  return { objectPath, objectUri: uri, sizeBytes, mimeType: media.mimeType };
}

/** Webhooks carry the hash in base64, the media endpoint in hex; either may be the one that is right. */
const announcedHashes = (base64: string | null, hex: string | undefined): string[] =>
  [base64 === null ? undefined : Buffer.from(base64, 'base64').toString('hex'), hex?.toLowerCase()].filter(
    (hash) => hash !== undefined && hash.length === 64,
  ) as string[];

function permanentReason(error: unknown): string | undefined {
  if (error instanceof UnexpectedMedia) return error.reason;
  if (error instanceof ObjectTooLarge) return 'too_large';
  if (error instanceof PermanentProviderError || error instanceof PermanentStorageError) return 'refused';
  return undefined;
}
