import { buffer } from 'node:stream/consumers';

import { recordFailedUpload, recordUpload, type OutboxStep } from '@sylion/database';
import { TransientStorageError } from '@sylion/storage';

import type { UploadOutcome } from '../providers/provider.ts';
import type { DeliveryDependencies } from './deliver-bubbles.ts';
import { judgeSend } from './judge-send.ts';
import { openChannel } from './open-channel.ts';
import { pauseChannel } from './pause-channel.ts';

type UploadStep = Extract<OutboxStep, { kind: 'upload' }>;

/** A file may take longer than a message: nothing is in doubt meanwhile, since what is uploaded twice is sent once. */
const uploadTimeoutMs = 60_000;
/** Meta's "media upload error": what cannot even be asked for is refused here, like a provider would. */
const uploadRefused = 131053;

/** Brings the file of a bubble to the provider, before the bubble is sent. Returns how long the conversation has to wait, if it has to. */
export async function uploadFile(tenantId: string, step: UploadStep, dependencies: DeliveryDependencies): Promise<number | undefined> {
  const { database, logger } = dependencies;
  const { file, messageId, channelId } = step;
  const outcome = await upload(tenantId, step, dependencies);
  if (outcome.kind === 'uploaded') {
    await database.asTenant(tenantId, (scope) => recordUpload(scope, file.id, outcome.providerMediaId));
    return undefined;
  }
  logger.warn({ tenantId, channelId, messageId, outcome: outcome.kind }, 'the file of a bubble was not uploaded');
  const { record, waitMs, channelReason } = judgeSend(outcome, step.attempt);
  await database.asTenant(tenantId, async (scope) => {
    if (record.kind === 'retry' || record.kind === 'failed') await recordFailedUpload(scope, messageId, record);
    await pauseChannel(scope, channelId, channelReason);
  });
  return waitMs;
}

async function upload(
  tenantId: string,
  { file, channel, channelId }: UploadStep,
  { providers, storage, secretRing, logger }: DeliveryDependencies,
): Promise<UploadOutcome> {
  const { uploadMedia } = providers[channel.provider].outbound;
  if (!uploadMedia) return { kind: 'permanent', code: uploadRefused, detail: `${channel.provider} takes no files` };
  const credentials = openChannel({ tenantId, channelId, credentialsCiphertext: channel.credentialsCiphertext }, secretRing, logger);
  if (!credentials) return { kind: 'credentials', code: 0, detail: 'the stored credentials cannot be opened' };
  try {
    const bytes = await buffer(storage.read(tenantId, file.objectPath));
    return await uploadMedia(
      { from: { phoneNumberId: channel.providerKey, channelId }, bytes, mimeType: file.mimeType, filename: file.filename ?? file.id },
      credentials,
      AbortSignal.timeout(uploadTimeoutMs),
    );
  } catch (error) {
    if (error instanceof TransientStorageError) return { kind: 'not_sent', detail: error.message };
    logger.error({ error, tenantId, fileId: file.id }, 'the file of a bubble cannot be read');
    return { kind: 'permanent', code: uploadRefused, detail: 'the file cannot be read' };
  }
}
