import { withClient } from '@sylion/testbed';

import type { TestApi, TestTenant } from './harness.ts';

/** How many items every list of the tenant gets, at least. */
export const filledSize = 1_000;

/**
 * Fills every list of a tenant, among tenants that have some as well, so that the planner has a choice. Neighbours in time are
 * microseconds apart, or not at all.
 */
export async function fillLists(
  api: TestApi,
  tenant: TestTenant,
  { knowledgeBaseId, conversationId }: { knowledgeBaseId: string; conversationId: string },
): Promise<void> {
  const own = `'${tenant.tenantId}'`;
  const each = `from generate_series(1, ${filledSize}) i`;
  const soon = `now() - (i / 3) * interval '1 microsecond'`;
  await withClient(api.superuserUrl, (client) =>
    client.query(`
      insert into tenants (id, slug, name) select gen_random_uuid(), 'filler-' || i, 'Filler' ${each};
      insert into api_keys (tenant_id, id, name, prefix, secret_hash, role)
        select ${own}, gen_random_uuid(), 'Filler', 'syl_x', sha256(gen_random_uuid()::text::bytea), 'viewer' ${each};
      insert into audit_log (tenant_id, id, occurred_at, actor_kind, actor_id, action, subject_kind, subject_id)
        select ${own}, gen_random_uuid(), ${soon}, 'api_key', 'actor-' || i % 9, 'noun.verb_' || i % 9, 'noun', gen_random_uuid() ${each};
      insert into assistants (tenant_id, id, name) select ${own}, gen_random_uuid(), 'Filler' ${each};
      insert into assistant_versions (tenant_id, assistant_id, number, settings, publisher_kind)
        select ${own}, '${tenant.assistantId}', 10 + i, '{}', 'system' ${each};
      insert into channels (tenant_id, id, provider, provider_key, identity_scope, display_phone_number, name, credentials_ciphertext)
        select ${own}, gen_random_uuid(), 'meta', 'filler-' || i, 'scope', '+33', 'Filler', '' ${each};
      insert into message_templates (tenant_id, id, channel_id, provider_template_id, name, language, category, status, components)
        select ${own}, gen_random_uuid(), '${tenant.channelId}', '1', 'filler_' || i, 'fr', 'UTILITY', 'APPROVED', '[]' ${each};
      insert into knowledge_bases (tenant_id, id, name) select ${own}, gen_random_uuid(), 'Filler' ${each};
      insert into knowledge_documents (tenant_id, id, knowledge_base_id, name, mime_type, state)
        select ${own}, gen_random_uuid(), '${knowledgeBaseId}', 'Filler', 'text/plain', case when i % 2 = 0 then 'ready' else 'queued' end ${each};
      insert into knowledge_hit_tests (tenant_id, id, knowledge_base_id, query, hits, timings)
        select ${own}, gen_random_uuid(), '${knowledgeBaseId}', 'Filler', '[]', '{}' ${each};
      insert into end_users (tenant_id, id) select ${own}, gen_random_uuid() ${each};
      insert into conversations (tenant_id, id, channel_id, end_user_id, last_message_at, created_at)
        select ${own}, gen_random_uuid(), '${tenant.channelId}', id, case when i % 7 > 0 then ${soon} end, ${soon}
        from (select id, row_number() over () as i from end_users where tenant_id = ${own} and display_name is null) filler;
      insert into turns (tenant_id, id, conversation_id, claim, epoch, started_at)
        select ${own}, gen_random_uuid(), '${conversationId}', 1, 0, ${soon} ${each};
      insert into messages (tenant_id, id, conversation_id, channel_id, seq, part, direction, author, kind, content, state)
        select ${own}, gen_random_uuid(), '${conversationId}', '${tenant.channelId}', 100 + i / 3, i % 3, 'outbound', 'assistant', 'text',
          '{"kind":"text","text":"Filler"}', 'sent' ${each};
      insert into usage_records (tenant_id, id, metric, amount, idempotency_key, occurred_at)
        select ${own}, gen_random_uuid(), 'replies', 1, 'filler-' || i, ${soon} ${each};
      insert into erasures (tenant_id, id, end_user_id, state, requested_by_kind)
        select ${own}, gen_random_uuid(), gen_random_uuid(), 'done', 'platform' ${each};
      insert into quotas (tenant_id, id, metric, period, limit_amount)
        select t.id, gen_random_uuid(), metric, period, 1
        from tenants t, unnest(array['replies', 'model_tokens']) metric, unnest(array['day', 'month']) period on conflict do nothing;
      insert into quota_periods (tenant_id, quota_id, starts_at) select tenant_id, id, date_trunc(period, now()) from quotas;
      analyze;`),
  );
}

/** The same for the lists of webhooks. Nothing is delivered: no endpoint is enabled. */
export async function fillWebhooks(api: TestApi, tenant: TestTenant, webhookEndpointId: string): Promise<void> {
  const own = `'${tenant.tenantId}'`;
  const each = `from generate_series(1, ${filledSize}) i`;
  await withClient(api.superuserUrl, (client) =>
    client.query(`
      update webhook_endpoints set is_enabled = false where tenant_id = ${own};
      insert into webhook_endpoints (tenant_id, id, name, url, secret_ciphertext, is_enabled)
        select ${own}, gen_random_uuid(), 'Filler', 'https://example.com', '', false ${each};
      with happened as (insert into events (tenant_id, kind) select ${own}, 'quota.reached' ${each} returning id)
        insert into webhook_deliveries (tenant_id, endpoint_id, event_id, state, created_at)
          select ${own}, '${webhookEndpointId}', id, 'delivered', now() - (row_number() over () / 3) * interval '1 microsecond' from happened;
      analyze;`),
  );
}
