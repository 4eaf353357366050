import { sendableFile } from '@sylion/conversation';
import { findProviderMessageId, insertOutbound, insertOutboundFile, writeAudit, type TenantScope } from '@sylion/database';
import { humanFileFieldsSchema, idParamsSchema, newId, outgoingMessages, queuedMessageSchema } from '@sylion/schemas';

import { conflict, found, Problem } from '../../http/problem.ts';
import { storeUpload } from '../../http/store-upload.ts';
import { defineTenantRoute } from '../../route.ts';
import { conflictsOfHuman, lockForHuman } from './lock-for-human.ts';

/**
 * The file goes to the bucket, below its conversation as what end users send, and the message to the outbox: the gateway brings the one to
 * the provider before it sends the other. What forbids it is asked before the file is read, and decided when it is there.
 */
export const sendMedia = defineTenantRoute({
  method: 'post',
  path: '/v1/conversations/{id}/media',
  summary: 'Send the end user a photo, recording, video or document as the human who took over',
  permission: { role: 'agent', scope: 'conversations:write' },
  params: idParamsSchema,
  fields: humanFileFieldsSchema,
  status: 201,
  answer: queuedMessageSchema,
  conflicts: [...conflictsOfHuman, 'wrong_provider'],
  handle: async ({ tenantId, params: { id: conversationId }, form, by, keepAnswer }, services) => {
    if (!form) throw new Problem(415, 'unsupported_media_type', 'the body must be a form (multipart/form-data)');
    const { database, store, queues, logger } = services;
    await database.asTenant(tenantId, (scope) => lockForFile(scope, conversationId));
    const [id, fileId] = [newId(), newId()];
    const objectPath = `media/${conversationId}/${fileId}`;
    const upload = { tenantId, objectPath, form, maxBytesOf: (mimeType: string) => requireSendable(mimeType).maxSizeBytes };
    const answer = await storeUpload(upload, services, ({ fields: { caption, replyTo }, file: { mimeType, name }, content }) => {
      const { kind, mayHaveCaption } = requireSendable(mimeType);
      if (caption !== undefined && !mayHaveCaption) throw invalid('caption', `cannot stand below ${kind}`);
      return database.asTenant(tenantId, async (scope) => {
        const { channelId, epoch } = await lockForFile(scope, conversationId);
        const quoted = replyTo && found('message', await findProviderMessageId(scope, { conversationId, messageId: replyTo }));
        const message = { messageId: id, conversationId, channelId };
        const seq = await insertOutbound(scope, { ...message, author: 'human', content: { kind, caption }, epoch, replyTo: quoted });
        await insertOutboundFile(scope, {
          ...message,
          id: fileId,
          mimeType,
          filename: name === '' ? null : name,
          objectPath,
          objectUri: store.uri(tenantId, objectPath),
          sizeBytes: content.sizeBytes,
        });
        await writeAudit(scope.sql, {
          ...by,
          tenantId,
          action: 'message.sent_by_human',
          subjectKind: 'message',
          subjectId: id,
          after: { conversationId, kind, sizeBytes: content.sizeBytes },
        });
        return keepAnswer(scope, { id, conversationId, seq, state: 'queued' as const });
      });
    });
    await queues
      .publish(outgoingMessages, { version: 1, tenantId, conversationId })
      .catch((error: unknown) => logger.warn({ error, tenantId, conversationId }, 'a file was not nudged; the sweeper will'));
    return answer;
  },
});

/** Twilio sends files by an address that is open to everybody: ours are not. */
async function lockForFile(scope: TenantScope, conversationId: string) {
  const conversation = await lockForHuman(scope, conversationId);
  if (conversation.provider === 'twilio') throw conflict('wrong_provider', 'files cannot be sent on channels of Twilio');
  return conversation;
}

function requireSendable(mimeType: string) {
  const file = sendableFile(mimeType);
  if (!file) throw new Problem(415, 'unsupported_media_type', 'WhatsApp takes no file of this type');
  return file;
}

const invalid = (path: string, message: string): Problem => new Problem(400, 'invalid_request', `${path}: ${message}`, [{ path, message }]);
