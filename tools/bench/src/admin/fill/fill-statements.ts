/** The last this many days are filled; the newest rows are of now. */
const days = 30;

/** A tenant's bearer secret, made from its place: these keys open nothing but a bench's own database. */
export const keyOfTenant = (tenant: number): string => `syl_bench_${tenant}`;

/** How many of each noun a tenant with so many messages has. */
const counts = {
  conversations: 'greatest(8, messages / 15)',
  documents: '2 + messages / 100',
  hitTests: '2 + messages / 200',
  auditEntries: '10 + messages / 10',
  apiKeys: '2 + messages / 500',
  channels: '1 + messages / 500',
  deliveries: 'messages / 10',
  erasures: 'messages / 1000',
};
type Noun = keyof typeof counts;

/** Every tenant's items of one noun, `n` from 1: the tenant's columns beside it. */
const each = (noun: Noun): string => `bench.tenants t cross join lateral generate_series(1, ${counts[noun]}) n`;
const when = (noun: Noun): string => `now() - (${counts[noun]} - n) * interval '${days} days' / greatest(1, ${counts[noun]})`;
/** The kinds of ids; `bench.id(kind, tenant, n)` is the n-th of its kind, in the order of time as the app's own. */
const kind = {
  channel: 1,
  base: 2,
  document: 3,
  conversation: 4,
  message: 5,
  turn: 6,
  endUser: 7,
  endpoint: 8,
  event: 9,
  assistant: 10,
  other: 99,
};
const id = (of: keyof typeof kind, n = 'n'): string => `bench.id(${kind[of]}, t.number, ${n})`;

/**
 * SQL that fills the tables of our schema by what `bench.tenants` says: rows of all tenants lie among each other, as time would have
 * brought them. A tenth of a tenant's messages are of its first conversation, which so is a long one; the others share the rest.
 */
export const fillStatements: Readonly<Record<string, string>> = {
  ids: `create function bench.id(kind int, tenant int, n bigint) returns uuid language sql immutable return
    (lpad(to_hex(1735689600000 + n), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(tenant), 3, '0') || lpad(to_hex(n), 12, '0'))::uuid;
    create table bench.tenants (number int primary key, id uuid not null, messages int not null);
    create table bench.messages (tenant_id uuid, number int, n int, at timestamptz, conversation int, seq int, is_reply boolean)`,
  tenants: `insert into bench.tenants select ordinality - 1, bench.id(0, ordinality::int - 1, ordinality), messages
    from unnest($1::int[]) with ordinality as size (messages, ordinality)`,
  'tenants and their keys': `
    insert into tenants (id, slug, name) select id, 'bench-' || number, 'Tenant ' || number from bench.tenants;
    insert into api_keys (tenant_id, id, name, prefix, secret_hash, role)
      select t.id, ${id('other')}, 'Key ' || n, 'syl_bench_', sha256(convert_to('syl_bench_' || number || case when n > 1 then '_' || n else '' end, 'UTF8')),
        case n when 1 then 'owner' else 'agent' end from ${each('apiKeys')};
    insert into quotas (tenant_id, id, metric, period, limit_amount)
      select t.id, bench.id(${kind.other}, t.number, row_number() over ()), metric, period, 1000000
      from bench.tenants t, unnest(array['replies', 'model_tokens']) metric, unnest(array['day', 'month']) period;
    insert into quota_periods (tenant_id, quota_id, starts_at, used) select tenant_id, id, date_trunc(period, now()), 10 from quotas`,
  'assistants and channels': `
    insert into assistants (tenant_id, id, name, instructions, published_version)
      select t.id, ${id('assistant')}, 'Assistant ' || n, repeat('Be kind. ', 50), 1 from ${each('channels')};
    insert into assistant_versions (tenant_id, assistant_id, number, settings, publisher_kind)
      select t.id, ${id('assistant')}, 1, '{}', 'system' from ${each('channels')};
    insert into assistant_versions (tenant_id, assistant_id, number, settings, publisher_kind)
      select t.id, ${id('assistant', '1')}, 1 + n, '{}', 'system' from ${each('channels')};
    insert into channels (tenant_id, id, assistant_id, provider, provider_key, identity_scope, display_phone_number, name, credentials_ciphertext)
      select t.id, ${id('channel')}, ${id('assistant')}, 'meta', t.number || '-' || n, 'scope', '+33 1', 'Channel ' || n, '' from ${each('channels')}`,
  knowledge: `
    insert into knowledge_bases (tenant_id, id, name) select t.id, ${id('base')}, 'Library ' || n from ${each('channels')};
    insert into knowledge_documents (tenant_id, id, knowledge_base_id, name, mime_type, state, ready_at, created_at)
      select t.id, ${id('document')}, ${id('base', 'case n % 2 when 0 then 1 else 1 + n % (1 + messages / 500) end')}, 'Document ' || n, 'text/markdown', case n % 20 when 0 then 'failed' else 'ready' end,
        ${when('documents')}, ${when('documents')} from ${each('documents')};
    insert into knowledge_hit_tests (tenant_id, id, knowledge_base_id, query, hits, timings, created_at)
      select t.id, ${id('other')}, ${id('base', '1')}, 'When do you open?', '[]', '{"embedMs":1,"searchMs":1}', ${when('hitTests')}
      from ${each('hitTests')}`,
  'end users and conversations': `
    insert into end_users (tenant_id, id, display_name, opted_out_at, blocked_at)
      select t.id, ${id('endUser')}, (array['Camille', 'Zoé', 'José', 'Amélie', 'Noah', 'Lina'])[1 + n % 6] || ' ' || to_hex(n * 2654435761 % 65536),
        case n % 50 when 0 then now() end, case n % 100 when 1 then now() end from ${each('conversations')};
    insert into end_user_identities (tenant_id, id, end_user_id, kind, scope, value)
      select t.id, bench.id(${kind.other}, t.number, n * 2), ${id('endUser')}, 'phone', '', '+336' || lpad(n::text, 8, '0') from ${each('conversations')}
      union all
      select t.id, bench.id(${kind.other}, t.number, n * 2 + 1), ${id('endUser')}, 'bsuid', 'scope', 'FR.' || t.number || '.' || n from ${each('conversations')}`,
  'the order of messages': `
    insert into bench.messages
      select id, number, n, now() - (messages - n) * interval '${days} days' / messages,
        case when n <= messages / 10 then 1 else 2 + (n - messages / 10 - 1) % (conversations - 1) end,
        case when n <= messages / 10 then n else 1 + (n - messages / 10 - 1) / (conversations - 1) end,
        (case when n <= messages / 10 then n else 1 + (n - messages / 10 - 1) / (conversations - 1) end) % 2 = 0
      from (select *, ${counts.conversations} as conversations from bench.tenants) t cross join lateral generate_series(1, messages) n
      order by 4`,
  'conversations by their messages': `
    insert into conversations (tenant_id, id, channel_id, end_user_id, handled_by, next_seq, last_inbound_at, last_inbound_seq, last_message_at, created_at,
        reply_phone, closed_at, unanswered_since, unanswered_count)
      select t.tenant_id, bench.id(${kind.conversation}, t.number, conversation), bench.id(${kind.channel}, t.number, 1),
        bench.id(${kind.endUser}, t.number, conversation), case conversation % 20 when 0 then 'human' else 'assistant' end, max(seq) + 1, max(at), max(seq), max(at), min(at),
        '+336' || lpad(conversation::text, 8, '0'), case conversation % 10 when 3 then max(at) end, case conversation % 40 when 0 then max(at) end,
        case conversation % 40 when 0 then 1 else 0 end
      from bench.messages t group by 1, t.number, conversation order by max(at)`,
  messages: `
    insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, provider_message_id, turn_id, state,
        sent_at, delivered_at, created_at)
      select t.tenant_id, ${id('message')}, ${id('conversation', 'conversation')}, ${id('channel', '1')}, seq,
        case when is_reply then 'outbound' else 'inbound' end, case when is_reply then 'assistant' else 'end_user' end, 'text',
        jsonb_build_object('kind', 'text', 'text', case when is_reply then repeat('We are open from seven to one. ', 4) else 'When do you open on Sunday?' end),
        'wamid.' || t.number || '.' || n, case when is_reply then ${id('turn')} end, case when is_reply then 'delivered' else 'answered' end,
        case when is_reply then at end, case when is_reply then at end, at
      from bench.messages t order by at`,
  turns: `
    insert into turns (tenant_id, id, conversation_id, channel_id, assistant_id, assistant_version, claim, epoch, state, outcome, model, model_calls, prompt_tokens,
        output_tokens, steps, started_at, finished_at)
      select t.tenant_id, ${id('turn')}, ${id('conversation', 'conversation')}, ${id('channel', '1')}, ${id('assistant', '1')}, 1, seq, 0, 'replied', 'answered', 'gemini-3-flash',
        1, 400, 30, '[{"name":"claim-turn","ms":3},{"name":"generate-reply","ms":900}]', at, at
      from bench.messages t where is_reply order by at`,
  'usage records': `
    insert into usage_records (tenant_id, id, occurred_at, metric, amount, idempotency_key, turn_id, assistant_id, channel_id, model)
      select t.tenant_id, bench.id(${kind.other}, t.number, n * 4 + part), at, metric, amount, metric || n, ${id('turn')}, ${id('assistant', '1')},
        ${id('channel', '1')}, 'gemini-3-flash'
      from bench.messages t, (values (0, 'replies', 1), (1, 'model_prompt_tokens', 400), (2, 'model_output_tokens', 30), (3, 'whatsapp_messages', 1))
        as record (part, metric, amount)
      where is_reply order by at;
    insert into usage_totals (tenant_id, starts_at, metric, assistant_id, channel_id, model, amount)
      select tenant_id, date_bin('15 minutes', occurred_at, 'epoch'), metric, assistant_id, channel_id, model, sum(amount)
      from usage_records group by 1, 2, 3, 4, 5, 6`,
  'audit log': `
    insert into audit_log (tenant_id, id, occurred_at, actor_kind, actor_id, action, subject_kind, subject_id, after)
      select t.id, ${id('other')}, ${when('auditEntries')}, 'api_key', bench.id(${kind.other}, t.number, 1 + n % 3)::text,
        (array['conversation.taken_over', 'assistant.changed', 'document.created'])[1 + n % 3], 'conversation', ${id('conversation', '1 + n % 10')},
        '{"name":"New"}' from ${each('auditEntries')}`,
  'events and webhook deliveries': `
    insert into events (tenant_id, id, position, kind, conversation_id, data, occurred_at)
      select t.tenant_id, ${id('event')}, n, case when is_reply then 'message.queued' else 'message.received' end, ${id('conversation', 'conversation')},
        jsonb_build_object('messageId', ${id('message')}), at from bench.messages t order by at;
    insert into event_positions (tenant_id, last_position) select id, messages from bench.tenants on conflict do nothing;
    insert into webhook_endpoints (tenant_id, id, name, url, secret_ciphertext)
      select t.id, ${id('endpoint')}, 'Inbox ' || n, 'https://example.com/hook', '' from ${each('channels')};
    insert into webhook_deliveries (tenant_id, id, endpoint_id, event_id, state, attempts, delivered_at, created_at)
      select t.id, ${id('other')}, ${id('endpoint', '1')}, ${id('event')}, case n % 10 when 0 then 'dead' else 'delivered' end, 1, ${when('deliveries')}, ${when('deliveries')}
      from ${each('deliveries')}`,
  erasures: `
    insert into erasures (tenant_id, id, end_user_id, state, requested_by_kind, requested_at, rows_erased_at, done_at)
      select t.id, ${id('other')}, bench.id(${kind.other}, t.number, n), 'done', 'system', ${when('erasures')}, ${when('erasures')}, ${when('erasures')}
      from ${each('erasures')}`,
};
