import type { ColumnType, Generated } from 'kysely';

import type {
  Author,
  ChannelStatus,
  HandledBy,
  Locale,
  MediaState,
  MessageContent,
  MessageKind,
  Provider,
  Scope,
  SpeakerChange,
  TenantRole,
  TurnCall,
  TurnRetrieval,
} from '@sylion/schemas';

import type { AssistantTables } from './assistants/assistant-tables.ts';
import type { BigNumber, Json, NullableJson, NullableTime, Time } from './column-types.ts';
import type { ChannelTables } from './channels/channel-tables.ts';
import type { PrivacyTables } from './erasures/privacy-tables.ts';
import type { EventTables } from './events/event-tables.ts';
import type { KnowledgeTables } from './knowledge/knowledge-tables.ts';
import type { PlaygroundTables } from './playground/playground-tables.ts';
import type { UsageTables } from './usage/usage-tables.ts';

/** Row shapes in camelCase; `schema.sql` is the same in SQL. */
export interface Tables extends AssistantTables, ChannelTables, KnowledgeTables, PlaygroundTables, PrivacyTables, EventTables, UsageTables {
  tenants: {
    id: string;
    tenantId: ColumnType<string, never, never>;
    slug: string;
    name: string;
    status: Generated<'active' | 'suspended'>;
    plan: Generated<string>;
    defaultLocale: Generated<Locale>;
    createdAt: Time;
    updatedAt: Time;
  };
  apiKeys: {
    tenantId: string;
    id: string;
    name: string;
    prefix: string;
    secretHash: Buffer;
    role: TenantRole;
    scopes: Scope[] | null;
    previousSecretHash: Buffer | null;
    previousPrefix: string | null;
    previousExpiresAt: NullableTime;
    expiresAt: NullableTime;
    lastUsedAt: NullableTime;
    revokedAt: NullableTime;
    createdAt: Time;
    updatedAt: Time;
  };
  auditLog: {
    tenantId: string;
    id: string;
    occurredAt: Time;
    actorKind: 'platform' | 'api_key' | 'user' | 'end_user' | 'system';
    actorId: string | null;
    action: string;
    subjectKind: string;
    subjectId: string | null;
    before: NullableJson<unknown>;
    after: NullableJson<unknown>;
    requestId: string | null;
  };
  channels: {
    tenantId: string;
    id: string;
    assistantId: string | null;
    provider: Provider;
    providerKey: string;
    accountKey: string | null;
    identityScope: string;
    displayPhoneNumber: string;
    name: string;
    credentialsCiphertext: Buffer;
    status: Generated<ChannelStatus>;
    statusReason: string | null;
    statusChangedAt: Time;
    createdAt: Time;
    updatedAt: Time;
  };
  endUsers: {
    tenantId: string;
    id: string;
    displayName: string | null;
    /** An admin gave the name: what WhatsApp says does not replace it. */
    isNameKept: Generated<boolean>;
    notes: Generated<string | null>;
    searchName: ColumnType<string | null, never, never>;
    locale: Locale | null;
    optedOutAt: NullableTime;
    blockedAt: NullableTime;
    createdAt: Time;
    updatedAt: Time;
  };
  endUserIdentities: {
    tenantId: string;
    id: string;
    endUserId: string;
    kind: 'bsuid' | 'phone' | 'username';
    scope: Generated<string>;
    value: string;
    retiredAt: NullableTime;
    createdAt: Time;
  };
  conversations: {
    tenantId: string;
    id: string;
    channelId: string;
    endUserId: string;
    handledBy: Generated<HandledBy>;
    speakerChange: Generated<SpeakerChange | null>;
    epoch: Generated<number>;
    claim: Generated<number>;
    claimedUntil: NullableTime;
    nextSeq: Generated<number>;
    lastInboundAt: NullableTime;
    lastInboundSeq: Generated<number>;
    lastMessageAt: NullableTime;
    replyPhone: string | null;
    replyBsuid: string | null;
    summary: string | null;
    summaryThroughSeq: Generated<number>;
    overQuotaNotifiedAt: NullableTime;
    closedAt: NullableTime;
    unansweredSince: NullableTime;
    unansweredCount: Generated<number>;
    typingSentAt: NullableTime;
    welcomedAt: NullableTime;
    closedNotifiedAt: NullableTime;
    unknownCount: Generated<number>;
    quietSince: NullableTime;
    rateNotifiedAt: NullableTime;
    apologisedAt: NullableTime;
    answerNotBefore: NullableTime;
    readThroughSeq: Generated<number>;
    createdAt: Time;
    updatedAt: Time;
  };
  turns: {
    tenantId: string;
    id: string;
    /** None of a run in the playground. */
    conversationId: string | null;
    channelId: string | null;
    assistantId: string | null;
    assistantVersion: number | null;
    claim: number;
    epoch: number;
    state: Generated<'running' | 'replied' | 'no_reply' | 'failed' | 'abandoned'>;
    outcome: string | null;
    model: string | null;
    modelCalls: Generated<number>;
    modelCallStartedAt: NullableTime;
    promptTokens: Generated<number>;
    outputTokens: Generated<number>;
    steps: Json<unknown[]>;
    passages: Json<unknown[]>;
    retrieval: Json<Partial<TurnRetrieval>>;
    calls: Json<TurnCall[]>;
    errorCode: string | null;
    admittedAt: NullableTime;
    startedAt: Time;
    finishedAt: NullableTime;
  };
  messages: {
    tenantId: string;
    id: string;
    conversationId: string;
    channelId: string;
    seq: number;
    part: Generated<number>;
    direction: 'inbound' | 'outbound';
    author: Author;
    kind: MessageKind;
    content: Json<MessageContent>;
    raw: NullableJson<unknown>;
    providerMessageId: string | null;
    replyTo: string | null;
    turnId: string | null;
    epoch: number | null;
    state: string;
    stateReason: string | null;
    attempts: Generated<number>;
    isRendered: Generated<boolean>;
    notBefore: NullableTime;
    sendingAt: NullableTime;
    providerAt: NullableTime;
    sentAt: NullableTime;
    deliveredAt: NullableTime;
    readAt: NullableTime;
    createdAt: Time;
    updatedAt: Time;
  };
  messageMedia: {
    tenantId: string;
    id: string;
    messageId: string;
    conversationId: string;
    channelId: string;
    /** Null for a file of ours that the provider does not have yet. */
    providerMediaId: string | null;
    providerUrl: string | null;
    mimeType: string;
    filename: string | null;
    expectedSha256: string | null;
    objectPath: string | null;
    objectUri: string | null;
    sizeBytes: BigNumber | null;
    state: Generated<MediaState>;
    stateReason: string | null;
    createdAt: Time;
    updatedAt: Time;
  };
  providerEvents: {
    tenantId: string;
    id: string;
    channelId: string | null;
    field: string;
    outcome: 'applied' | 'ignored';
    reason: string;
    payload: Json<unknown>;
    receivedAt: Time;
  };
  unroutedEvents: {
    id: string;
    provider: Provider;
    channelKey: string | null;
    accountKey: string | null;
    field: string;
    reason: string;
    payload: Json<unknown>;
    receivedAt: Time;
  };
}

export type { EmbeddingDimension } from './knowledge/knowledge-tables.ts';
