import type { Generated } from 'kysely';

import type { Locale } from '@sylion/schemas';

import type { Json, NullableJson, Time } from '../column-types.ts';

/** Rows of assistants and of what they were. */
export interface AssistantTables {
  assistants: {
    tenantId: string;
    id: string;
    name: string;
    instructions: Generated<string>;
    modelTier: Generated<'flash' | 'pro'>;
    model: string | null;
    locale: Generated<Locale>;
    temperature: Generated<number>;
    maxOutputTokens: Generated<number>;
    tools: Generated<string[]>;
    coalescing: Json<Record<string, unknown>>;
    knowledge: Json<Record<string, unknown>>;
    language: Generated<'end_user' | 'fixed'>;
    texts: Json<Record<string, unknown>>;
    businessHours: NullableJson<unknown>;
    handOffRules: Json<Record<string, unknown>>;
    endUserLimits: Json<Record<string, unknown>>;
    breaksLoops: Generated<boolean>;
    outageRules: Json<Record<string, unknown>>;
    publishedVersion: Generated<number>;
    publishedAt: Time;
    draft: NullableJson<unknown>;
    createdAt: Time;
    updatedAt: Time;
  };
  assistantVersions: {
    tenantId: string;
    assistantId: string;
    number: number;
    settings: Json<unknown>;
    note: string | null;
    rolledBackTo: number | null;
    publisherKind: string;
    publisherId: string | null;
    publishedAt: Time;
  };
}
