-- breaking: no
-- One round trip for everything that webhooks brought while the last round trip was under way (DESIGN: group commit).
-- The function steps into the tenant role once per tenant of the batch, so row-level security holds for every statement below,
-- although one batch carries many tenants. Rows are taken in one global order, so that two gateways cannot deadlock.

-- The same total order as the domain's rule (libs/conversation, advance-message-status): statuses arrive in any order and more than
-- once, so the greater of two states stands. `failed` is final unless delivery is proven.
create function delivery_rank(state text) returns int language sql immutable as $$
  select array_position(array['queued', 'sending', 'unknown', 'cancelled', 'sent', 'failed', 'delivered', 'read'], state)
$$;

create function advance_delivery(current text, incoming text) returns text language sql immutable as $$
  select case when delivery_rank(incoming) > delivery_rank(current) then incoming else current end
$$;

-- The names by which a message's writer can be told for sure. A parent BSUID is the same in all portfolios of an enterprise.
create function strong_identities(item jsonb) returns table (kind text, scope text, value text) language sql immutable as $$
  select named.kind, named.scope, named.value
  from (values ('bsuid', item ->> 'scope', item ->> 'bsuid'), ('bsuid', 'parent', item ->> 'parentBsuid'), ('phone', '', item ->> 'phone')) as named (kind, scope, value)
  where named.value is not null
$$;

-- Finds or makes the end user of one message. Null when its identities are not all one end user's, or were somebody's once:
-- then the caller plans what becomes of them.
create function resolve_end_user(tenant uuid, item jsonb) returns uuid language plpgsql as $$
declare
  username constant text := item ->> 'username';
  named int; held int; holders uuid[]; is_former boolean; found_id uuid; inserted int;
begin
  select count(distinct (n.kind, n.scope)), count(i.id) filter (where i.retired_at is null), array_agg(distinct i.end_user_id) filter (where i.retired_at is null), bool_or(i.retired_at is not null)
    into named, held, holders, is_former
    from strong_identities(item) n
    left join end_user_identities i on i.tenant_id = tenant and i.kind = n.kind and i.scope = n.scope and i.value = n.value;
  if named > 0 and held = named and cardinality(holders) = 1 then
    found_id := holders[1];
    if item ->> 'displayName' is not null then
      update end_users e set display_name = item ->> 'displayName', updated_at = now()
        where e.tenant_id = tenant and e.id = found_id and e.display_name is distinct from item ->> 'displayName';
    end if;
  elsif named > 0 and held = 0 and not is_former then
    found_id := (item ->> 'endUserId')::uuid;
    begin
      insert into end_users (tenant_id, id, display_name) values (tenant, found_id, item ->> 'displayName');
      insert into end_user_identities (tenant_id, id, end_user_id, kind, scope, value)
        select tenant, gen_random_uuid(), found_id, n.kind, n.scope, n.value from strong_identities(item) n on conflict do nothing;
      get diagnostics inserted = row_count;
      if inserted < named then raise unique_violation; end if; -- another gateway met this person first
    exception when unique_violation then
      return null;
    end;
  else
    return null;
  end if;
  -- A username is weak: it names its writer, one at a time, and identifies nobody.
  if username is not null and not exists (
    select from end_user_identities i
      where i.tenant_id = tenant and i.end_user_id = found_id and i.kind = 'username' and i.value = username and i.retired_at is null
  ) then
    update end_user_identities i set retired_at = now()
      where i.tenant_id = tenant and i.end_user_id = found_id and i.kind = 'username' and i.retired_at is null;
    insert into end_user_identities (tenant_id, id, end_user_id, kind, scope, value) values (tenant, gen_random_uuid(), found_id, 'username', '', username)
      on conflict (tenant_id, kind, scope, value) where retired_at is null do update set end_user_id = excluded.end_user_id;
  end if;
  return found_id;
end $$;

-- Stores one inbound message behind its conversation's row lock, which is what numbers `seq` without gaps.
create function record_message(tenant uuid, item jsonb, end_user uuid, out outcome text, out conversation uuid, out media uuid) language plpgsql as $$
declare
  channel constant uuid := (item ->> 'channelId')::uuid;
  said_at constant timestamptz := least((item ->> 'sentAt')::timestamptz, now());
  is_open constant boolean := item ->> 'state' = 'received';
  talk conversations; stored messages; existing messages;
begin
  select * into talk from conversations c where c.tenant_id = tenant and c.channel_id = channel and c.end_user_id = end_user for update;
  if not found then
    insert into conversations (tenant_id, id, channel_id, end_user_id) values (tenant, (item ->> 'conversationId')::uuid, channel, end_user)
      on conflict (tenant_id, channel_id, end_user_id) do nothing;
    select * into strict talk from conversations c where c.tenant_id = tenant and c.channel_id = channel and c.end_user_id = end_user for update;
  end if;
  insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, raw, provider_message_id, reply_to, state, state_reason, provider_at)
    values (tenant, (item ->> 'id')::uuid, talk.id, channel, talk.next_seq, 'inbound', 'end_user', item ->> 'kind', item -> 'content', nullif(item -> 'raw', 'null'),
      item ->> 'providerMessageId', item ->> 'replyTo', item ->> 'state', item ->> 'stateReason', (item ->> 'sentAt')::timestamptz)
    on conflict (channel_id, provider_message_id) do nothing returning * into stored;
  if stored.id is null then
    select * into existing from messages m where m.tenant_id = tenant and m.channel_id = channel and m.provider_message_id = item ->> 'providerMessageId';
    outcome := case when existing.state = 'received' then 'duplicate_open' else 'duplicate' end;
    conversation := existing.conversation_id;
    select mm.id into media from message_media mm where mm.tenant_id = tenant and mm.message_id = existing.id and mm.state = 'pending';
    return;
  end if;
  update conversations c set
    next_seq = talk.next_seq + 1,
    last_inbound_seq = case when is_open then talk.next_seq else c.last_inbound_seq end,
    last_inbound_at = case when (item ->> 'opensWindow')::boolean then greatest(c.last_inbound_at, said_at) else c.last_inbound_at end,
    last_message_at = now(),
    reply_phone = coalesce(item ->> 'phone', c.reply_phone),
    reply_bsuid = coalesce(item ->> 'bsuid', c.reply_bsuid),
    updated_at = now()
    where c.tenant_id = tenant and c.id = talk.id;
  if item ->> 'mediaId' is not null then
    insert into message_media (tenant_id, id, message_id, conversation_id, channel_id, provider_media_id, provider_url, mime_type, filename, expected_sha256)
      values (tenant, (item ->> 'mediaId')::uuid, stored.id, talk.id, channel, item #>> '{media,providerMediaId}', item #>> '{media,url}',
        item #>> '{media,mimeType}', item #>> '{media,filename}', item #>> '{media,sha256}') returning id into media;
  end if;
  outcome := case when is_open then 'stored_open' else 'stored' end;
  conversation := talk.id;
end $$;

-- Applies one delivery status. `settled`: it ended our doubt about a send, so the next bubble may go.
create function record_status(tenant uuid, item jsonb, out outcome text, out conversation uuid) language plpgsql as $$
declare
  channel constant uuid := (item ->> 'channelId')::uuid;
  status constant text := item ->> 'status';
  at constant timestamptz := (item ->> 'at')::timestamptz;
  bubble messages; next_state text;
begin
  select * into bubble from messages m
    where m.tenant_id = tenant and m.channel_id = channel and m.provider_message_id = item ->> 'providerMessageId' and m.direction = 'outbound' for update;
  if not found and item ->> 'messageId' is not null then
    select * into bubble from messages m
      where m.tenant_id = tenant and m.channel_id = channel and m.id = (item ->> 'messageId')::uuid and m.direction = 'outbound' for update;
  end if;
  if bubble.id is null then
    outcome := 'unknown_message';
    return;
  end if;
  conversation := bubble.conversation_id;
  next_state := advance_delivery(bubble.state, status);
  update messages m set
    state = next_state,
    state_reason = case when next_state = 'failed' and bubble.state <> 'failed' then coalesce(item #>> '{error,code}', 'failed') when next_state <> 'failed' then null else m.state_reason end,
    provider_message_id = coalesce(m.provider_message_id, item ->> 'providerMessageId'),
    sent_at = case when status <> 'failed' then coalesce(m.sent_at, at) else m.sent_at end,
    delivered_at = case when status in ('delivered', 'read') then coalesce(m.delivered_at, at) else m.delivered_at end,
    read_at = case when status = 'read' then coalesce(m.read_at, at) else m.read_at end,
    updated_at = now()
    where m.tenant_id = tenant and m.id = bubble.id;
  if status in ('delivered', 'read') then -- WhatsApp bills per delivered message
    insert into usage_records (tenant_id, id, metric, amount, idempotency_key, turn_id, message_id, channel_id, details)
      values (tenant, gen_random_uuid(), 'whatsapp_messages', 1, 'delivered:' || bubble.id, bubble.turn_id, bubble.id, channel, coalesce(item -> 'pricing', '{}'))
      on conflict (tenant_id, idempotency_key) do nothing;
  end if;
  outcome := case when bubble.state in ('queued', 'sending', 'unknown') and next_state <> bubble.state then 'settled' else 'applied' end;
end $$;

-- batch: {messages: [...], statuses: [...], events: [...]}, each with tenantId and ref. Returns one row per message and status.
create function record_inbound(batch jsonb) returns table (list text, ref int, outcome text, tenant_id uuid, conversation_id uuid, media_id uuid) language plpgsql as $$
#variable_conflict use_column
declare tenant uuid; item jsonb; end_user uuid; message_result record; status_result record;
begin
  perform set_config('role', 'sylion_tenant', true);
  perform set_config('lock_timeout', '2000', true); -- one conversation that is held must not hold up a batch of many
  for tenant in
    select distinct (e ->> 'tenantId')::uuid from (
      select jsonb_array_elements(batch -> 'messages') union all select jsonb_array_elements(batch -> 'statuses') union all select jsonb_array_elements(batch -> 'events')
    ) as elements (e) order by 1
  loop
    perform set_config('app.tenant_id', tenant::text, true);
    for item in
      select e from jsonb_array_elements(batch -> 'messages') with ordinality as t (e, position)
      where (e ->> 'tenantId')::uuid = tenant order by e ->> 'channelId', coalesce(e ->> 'bsuid', e ->> 'phone'), position
    loop
      end_user := case
        when (item ->> 'isResolved')::boolean then (item ->> 'endUserId')::uuid
        when (item ->> 'needsPlan')::boolean then null
        else resolve_end_user(tenant, item) end;
      if end_user is null then
        return query select 'messages', (item ->> 'ref')::int, 'unresolved', tenant, null::uuid, null::uuid;
      else
        message_result := record_message(tenant, item, end_user);
        return query select 'messages', (item ->> 'ref')::int, message_result.outcome, tenant, message_result.conversation, message_result.media;
      end if;
    end loop;
    for item in
      select e from jsonb_array_elements(batch -> 'statuses') with ordinality as t (e, position)
      where (e ->> 'tenantId')::uuid = tenant order by e ->> 'providerMessageId', position
    loop
      status_result := record_status(tenant, item);
      return query select 'statuses', (item ->> 'ref')::int, status_result.outcome, tenant, status_result.conversation, null::uuid;
    end loop;
    insert into provider_events (tenant_id, id, channel_id, field, outcome, reason, payload)
      select tenant, (e ->> 'id')::uuid, (e ->> 'channelId')::uuid, e ->> 'field', e ->> 'outcome', e ->> 'reason', e -> 'payload'
      from jsonb_array_elements(batch -> 'events') as t (e) where (e ->> 'tenantId')::uuid = tenant;
  end loop;
end $$;

grant execute on function record_inbound(jsonb) to sylion_tenant;
