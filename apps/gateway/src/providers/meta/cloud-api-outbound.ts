import type { OutboundProvider } from '../provider.ts';
import { checkNumber } from './check-number.ts';
import { listTemplates } from './list-templates.ts';
import type { CloudApi } from './cloud-api.ts';
import { markRead } from './mark-read.ts';
import { resolveMedia } from './resolve-media.ts';
import { sendMessage } from './send-message.ts';
import { uploadMedia } from './upload-media.ts';

/** The outbound port over a Cloud API. */
export const cloudApiOutbound = (api: CloudApi): OutboundProvider => ({
  send: (intent, credentials, signal) => sendMessage(api, intent, credentials, signal),
  markRead: (reference, credentials, signal) => markRead(api, reference, credentials, signal),
  resolveMedia: (reference, credentials, signal) => resolveMedia(api, reference, credentials, signal),
  uploadMedia: (file, credentials, signal) => uploadMedia(api, file, credentials, signal),
  verifyCredentials: (credentials, from, signal) => checkNumber(api, from, credentials, signal),
  listTemplates: (credentials, from, signal) => listTemplates(api, from, credentials, signal),
});
