import type { Route } from '../route.ts';
import { changeApiKey } from './api-keys/change-api-key.ts';
import { getApiKey } from './api-keys/get-api-key.ts';
import { issueApiKey } from './api-keys/issue-api-key.ts';
import { listApiKeys } from './api-keys/list-api-keys.ts';
import { revokeApiKey } from './api-keys/revoke-api-key.ts';
import { rotateApiKey } from './api-keys/rotate-api-key.ts';
import { getVersion } from './assistant-versions/get-version.ts';
import { listVersions } from './assistant-versions/list-versions.ts';
import { publishDraft } from './assistant-versions/publish-draft.ts';
import { rollBack } from './assistant-versions/roll-back.ts';
import { showDiff } from './assistant-versions/show-diff.ts';
import { changeAssistant } from './assistants/change-assistant.ts';
import { createAssistant } from './assistants/create-assistant.ts';
import { discardDraft } from './assistants/discard-draft.ts';
import { getAssistant } from './assistants/get-assistant.ts';
import { listAssistants } from './assistants/list-assistants.ts';
import { listAuditLog } from './audit-log/list-audit-log.ts';
import { listAuditLogs } from './audit-log/list-audit-logs.ts';
import { changeChannel } from './channels/change-channel.ts';
import { createChannel } from './channels/create-channel.ts';
import { getChannelHealth } from './channels/get-channel-health.ts';
import { getChannelTask } from './channels/get-channel-task.ts';
import { getChannel } from './channels/get-channel.ts';
import { listChannels } from './channels/list-channels.ts';
import { pauseChannel } from './channels/pause-channel.ts';
import { resumeChannel } from './channels/resume-channel.ts';
import { rotateCredentials } from './channels/rotate-credentials.ts';
import { selfCheckChannel } from './channels/self-check-channel.ts';
import { verifyChannel } from './channels/verify-channel.ts';
import { closeConversation } from './conversations/close-conversation.ts';
import { countConversations } from './conversations/count-conversations.ts';
import { getConversation } from './conversations/get-conversation.ts';
import { handBack } from './conversations/hand-back.ts';
import { listConversations } from './conversations/list-conversations.ts';
import { listMessages } from './conversations/list-messages.ts';
import { listTurns as listTurnsOfConversation } from './conversations/list-turns.ts';
import { sendMedia } from './conversations/send-media.ts';
import { sendMessage } from './conversations/send-message.ts';
import { sendTemplate } from './conversations/send-template.ts';
import { takeOver } from './conversations/take-over.ts';
import { changeDocument } from './documents/change-document.ts';
import { createDocument } from './documents/create-document.ts';
import { deleteDocument } from './documents/delete-document.ts';
import { getContent } from './documents/get-content.ts';
import { getDocument } from './documents/get-document.ts';
import { listDocuments } from './documents/list-documents.ts';
import { reindexDocument } from './documents/reindex-document.ts';
import { replaceContent } from './documents/replace-content.ts';
import { blockEndUser } from './end-users/block-end-user.ts';
import { changeEndUser } from './end-users/change-end-user.ts';
import { eraseEndUser } from './end-users/erase-end-user.ts';
import { exportEndUser } from './end-users/export-end-user.ts';
import { getEndUser } from './end-users/get-end-user.ts';
import { listEndUsers } from './end-users/list-end-users.ts';
import { optInEndUser } from './end-users/opt-in-end-user.ts';
import { optOutEndUser } from './end-users/opt-out-end-user.ts';
import { unblockEndUser } from './end-users/unblock-end-user.ts';
import { getErasure } from './erasures/get-erasure.ts';
import { listErasures } from './erasures/list-erasures.ts';
import { verifyCertificate } from './erasures/verify-certificate.ts';
import { listHitTests } from './hit-tests/list-hit-tests.ts';
import { streamEvents } from './events/stream-events.ts';
import { runHitTest } from './hit-tests/run-hit-test.ts';
import { changeKnowledgeBase } from './knowledge-bases/change-knowledge-base.ts';
import { createKnowledgeBase } from './knowledge-bases/create-knowledge-base.ts';
import { deleteKnowledgeBase } from './knowledge-bases/delete-knowledge-base.ts';
import { getKnowledgeBase } from './knowledge-bases/get-knowledge-base.ts';
import { listKnowledgeBases } from './knowledge-bases/list-knowledge-bases.ts';
import { deletePlaygroundRun } from './playground-runs/delete-playground-run.ts';
import { getMedia } from './messages/get-media.ts';
import { getPlaygroundRun } from './playground-runs/get-playground-run.ts';
import { runPlayground } from './playground-runs/run-playground.ts';
import { deleteQuota } from './quotas/delete-quota.ts';
import { getQuota } from './quotas/get-quota.ts';
import { getMessageTemplate } from './message-templates/get-message-template.ts';
import { listMessageTemplates } from './message-templates/list-message-templates.ts';
import { syncMessageTemplates } from './message-templates/sync-message-templates.ts';
import { listQuotas } from './quotas/list-quotas.ts';
import { setQuota } from './quotas/set-quota.ts';
import { getRetention } from './retention/get-retention.ts';
import { setRetention } from './retention/set-retention.ts';
import { changeTenant } from './tenants/change-tenant.ts';
import { createTenant } from './tenants/create-tenant.ts';
import { getTenant } from './tenants/get-tenant.ts';
import { listTenants } from './tenants/list-tenants.ts';
import { resumeTenant } from './tenants/resume-tenant.ts';
import { suspendTenant } from './tenants/suspend-tenant.ts';
import { getTurn } from './turns/get-turn.ts';
import { listTurns } from './turns/list-turns.ts';
import { exportUsageRecords } from './usage/export-usage-records.ts';
import { listUsageRecords } from './usage/list-usage-records.ts';
import { readUsage } from './usage/read-usage.ts';
import { changeWebhookEndpoint } from './webhook-endpoints/change-webhook-endpoint.ts';
import { createWebhookEndpoint } from './webhook-endpoints/create-webhook-endpoint.ts';
import { deleteWebhookEndpoint } from './webhook-endpoints/delete-webhook-endpoint.ts';
import { getWebhookEndpoint } from './webhook-endpoints/get-webhook-endpoint.ts';
import { listWebhookDeliveries } from './webhook-endpoints/list-webhook-deliveries.ts';
import { listWebhookEndpoints } from './webhook-endpoints/list-webhook-endpoints.ts';
import { redeliverWebhook } from './webhook-endpoints/redeliver-webhook.ts';
import { rotateWebhookSecret } from './webhook-endpoints/rotate-webhook-secret.ts';
import { testWebhookEndpoint } from './webhook-endpoints/test-webhook-endpoint.ts';

/** Everything the Admin API can do. */
export const routes: readonly Route[] = [
  createTenant,
  listTenants,
  getTenant,
  changeTenant,
  suspendTenant,
  resumeTenant,
  listAuditLogs,
  issueApiKey,
  listApiKeys,
  getApiKey,
  changeApiKey,
  rotateApiKey,
  revokeApiKey,
  listAuditLog,
  createAssistant,
  listAssistants,
  getAssistant,
  changeAssistant,
  discardDraft,
  publishDraft,
  rollBack,
  listVersions,
  getVersion,
  showDiff,
  runPlayground,
  getPlaygroundRun,
  deletePlaygroundRun,
  createChannel,
  listChannels,
  getChannel,
  changeChannel,
  rotateCredentials,
  pauseChannel,
  resumeChannel,
  verifyChannel,
  selfCheckChannel,
  getChannelHealth,
  getChannelTask,
  syncMessageTemplates,
  listMessageTemplates,
  getMessageTemplate,
  createKnowledgeBase,
  listKnowledgeBases,
  getKnowledgeBase,
  changeKnowledgeBase,
  deleteKnowledgeBase,
  createDocument,
  listDocuments,
  getDocument,
  getContent,
  replaceContent,
  changeDocument,
  reindexDocument,
  deleteDocument,
  runHitTest,
  listHitTests,
  listQuotas,
  getQuota,
  setQuota,
  deleteQuota,
  readUsage,
  listUsageRecords,
  exportUsageRecords,
  listEndUsers,
  getEndUser,
  changeEndUser,
  blockEndUser,
  unblockEndUser,
  optOutEndUser,
  optInEndUser,
  exportEndUser,
  eraseEndUser,
  listErasures,
  getErasure,
  verifyCertificate,
  getRetention,
  setRetention,
  listConversations,
  countConversations,
  getConversation,
  closeConversation,
  listMessages,
  getMedia,
  takeOver,
  handBack,
  sendMessage,
  sendMedia,
  listTurnsOfConversation,
  sendTemplate,
  listTurns,
  getTurn,
  createWebhookEndpoint,
  listWebhookEndpoints,
  getWebhookEndpoint,
  changeWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  deleteWebhookEndpoint,
  listWebhookDeliveries,
  redeliverWebhook,
  streamEvents,
];
