import type { ChannelCredentials, MediaUpload, UploadOutcome } from '../provider.ts';
import { readId, readRecord } from '../read-json.ts';
import { requestOnce } from '../request-once.ts';
import { classifyAnswer } from './classify-answer.ts';
import type { CloudApi } from './cloud-api.ts';

const invalidParameter = 100;

/** Uploads a file for a message (Meta, "Upload media"). Its id holds for 30 days; what was uploaded in vain is forgotten there. */
export const uploadMedia = async (
  api: CloudApi,
  { from, bytes, mimeType, filename }: MediaUpload,
  credentials: ChannelCredentials,
  signal: AbortSignal,
): Promise<UploadOutcome> => {
  const url = api.uploadUrl(from.phoneNumberId);
  if (url === undefined) return { kind: 'permanent', code: invalidParameter, detail: 'the phone number id is malformed' };
  const body = new FormData();
  body.set('messaging_product', 'whatsapp');
  body.set('type', mimeType);
  body.set('file', new Blob([bytes], { type: mimeType }), filename);
  const headers = api.authorisation(credentials);
  const result = await requestOnce({ method: 'POST', url, headers, body, timeoutMs: api.limits.mediaTimeoutMs, signal });
  if (result.kind !== 'answered') return { kind: 'not_sent', detail: result.detail };
  const providerMediaId = readId(readRecord(result.body).id);
  if (result.status >= 200 && result.status < 300 && providerMediaId !== undefined) return { kind: 'uploaded', providerMediaId };
  const outcome = classifyAnswer(result);
  return outcome.kind === 'unknown' || outcome.kind === 'accepted' ? { kind: 'not_sent', detail: `HTTP ${result.status}` } : outcome;
};
