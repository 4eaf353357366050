-- breaking: no
-- What webhooks bring is stored by sets: for each tenant of a batch a handful of statements, however many messages it has. The signature of
-- `record_inbound` stays, so that the previous version of the gateway is served by it as well.

-- The elements of a batch, read out of their JSON once.
create type inbound_message as (
  ref int, channel_id uuid, id uuid, provider_message_id text, kind text, content jsonb, raw jsonb, reply_to text, sent_at timestamptz,
  scope text, bsuid text, parent_bsuid text, phone text, username text, display_name text, state text, state_reason text,
  opens_window boolean, needs_plan boolean, is_resolved boolean, end_user_id uuid, conversation_id uuid, media_id uuid, media jsonb
);
create type delivery_status as (
  ref int, channel_id uuid, provider_message_id text, message_id uuid, status text, at timestamptz, error_code text, pricing jsonb
);

drop function record_message(uuid, jsonb, uuid);
drop function record_status(uuid, jsonb);
drop function resolve_end_user(uuid, jsonb);
drop function strong_identities(jsonb);

-- Who wrote each message, and in which conversation, by the place in `items`. No end user: the identities by which its writer can be told
-- for sure are not all one end user's. A parent BSUID is the same in all portfolios of an enterprise.
create function find_writers(tenant uuid, items inbound_message[],
  out end_users uuid[], out conversations uuid[], out are_complete boolean, out has_news boolean) language plpgsql as $$
begin
  select array_agg(w.end_user_id order by w.ordinality), array_agg(c.id order by w.ordinality),
      bool_and(c.id is not null or w.needs_plan and not w.is_resolved),
      bool_or(e.display_name is distinct from w.display_name and w.display_name is not null and not e.is_name_kept
        or w.username is not null and w.end_user_id is not null and not exists (
          select from end_user_identities i where i.tenant_id = tenant and i.kind = 'username' and i.scope = '' and i.value = w.username
            and i.end_user_id = w.end_user_id and i.retired_at is null))
    into end_users, conversations, are_complete, has_news
    from (
      select m.ordinality, m.needs_plan, m.is_resolved, m.username, m.display_name, m.channel_id, case
          when m.is_resolved then m.end_user_id
          when not m.needs_plan and (m.bsuid is null or b.end_user_id = held.by) and (m.parent_bsuid is null or p.end_user_id = held.by)
            and (m.phone is null or f.end_user_id = held.by) then held.by end as end_user_id
        from unnest(items) with ordinality as m
          left join end_user_identities b on b.tenant_id = tenant and b.kind = 'bsuid' and b.scope = m.scope and b.value = m.bsuid and b.retired_at is null
          left join end_user_identities p on p.tenant_id = tenant and p.kind = 'bsuid' and p.scope = 'parent' and p.value = m.parent_bsuid and p.retired_at is null
          left join end_user_identities f on f.tenant_id = tenant and f.kind = 'phone' and f.scope = '' and f.value = m.phone and f.retired_at is null
          cross join lateral (select coalesce(b.end_user_id, p.end_user_id, f.end_user_id) as by) as held
        offset 0 -- behind row-level security an index is used for what is leakproof only, as a column is and coalesce() is not
    ) as w
      left join end_users e on e.tenant_id = tenant and e.id = w.end_user_id
      left join conversations c on c.tenant_id = tenant and c.channel_id = w.channel_id and c.end_user_id = w.end_user_id;
end $$;

-- Makes end users of those whom nobody has heard of: none of their identities is or was anybody's. Of several messages that share one,
-- the first makes its writer. Whom another gateway meets meanwhile is left to the slower path.
create function meet_end_users(tenant uuid, items inbound_message[]) returns void language plpgsql as $$
begin
  with named as (
    select m.ordinality, m.end_user_id, m.display_name, n.kind, n.scope, n.value
      from unnest(items) with ordinality as m cross join lateral (
        values ('bsuid', m.scope, m.bsuid), ('bsuid', 'parent', m.parent_bsuid), ('phone', '', m.phone)) as n (kind, scope, value)
      where not m.needs_plan and not m.is_resolved and n.value is not null
  ), strangers as (
    select n.ordinality, n.end_user_id, n.display_name from named n group by n.ordinality, n.end_user_id, n.display_name
      having not bool_or(
        exists (select from end_user_identities i where i.tenant_id = tenant and i.kind = n.kind and i.scope = n.scope and i.value = n.value)
        or exists (select from named earlier where earlier.ordinality < n.ordinality and (earlier.kind, earlier.scope, earlier.value) = (n.kind, n.scope, n.value)))
  ), met as (
    insert into end_users (tenant_id, id, display_name) select tenant, s.end_user_id, s.display_name from strangers s
  )
  insert into end_user_identities (tenant_id, id, end_user_id, kind, scope, value)
    select tenant, gen_random_uuid(), n.end_user_id, n.kind, n.scope, n.value from named n join strangers s using (ordinality)
    order by n.kind, n.scope, n.value;
exception when unique_violation then null;
end $$;

-- What known writers are called now. A name that an admin gave stays. A username is weak: it names its writer, one at a time, and
-- identifies nobody.
create function rename_writers(tenant uuid, items inbound_message[], writers uuid[]) returns void language plpgsql as $$
declare renamed record;
begin
  update end_users e set display_name = named.display_name, updated_at = now()
    from (
      select distinct on (writers[m.ordinality]) writers[m.ordinality] as id, m.display_name from unnest(items) with ordinality as m
        where m.display_name is not null order by writers[m.ordinality], m.ordinality desc
    ) as named
    where e.tenant_id = tenant and e.id = named.id and not e.is_name_kept and e.display_name is distinct from named.display_name;
  for renamed in
    select writers[m.ordinality] as id, m.username from unnest(items) with ordinality as m
      where m.username is not null and writers[m.ordinality] is not null order by m.ordinality
  loop
    continue when exists (
      select from end_user_identities i where i.tenant_id = tenant and i.end_user_id = renamed.id and i.kind = 'username'
        and i.value = renamed.username and i.retired_at is null);
    update end_user_identities i set retired_at = now()
      where i.tenant_id = tenant and i.end_user_id = renamed.id and i.kind = 'username' and i.retired_at is null;
    insert into end_user_identities (tenant_id, id, end_user_id, kind, scope, value)
      values (tenant, gen_random_uuid(), renamed.id, 'username', '', renamed.username)
      on conflict (tenant_id, kind, scope, value) where retired_at is null do update set end_user_id = excluded.end_user_id;
  end loop;
end $$;

-- Which of the messages have a tombstone, by their places; null: none. Most tenants have none at all. Volatile: each look is a new one.
create function find_buried(tenant uuid, items inbound_message[]) returns int[] language plpgsql as $$
begin
  if not exists (select from tombstone_keys k where k.tenant_id = tenant) then return null; end if;
  return (select array_agg(m.ordinality::int) from unnest(items) with ordinality as m where is_buried(tenant, m.channel_id, m.provider_message_id));
end $$;

-- Stores the messages of one tenant behind their conversations' row locks, which number `seq` without gaps. `40001`: a conversation was
-- merged or a message erased meanwhile; `23505`: another gateway stored one of them meanwhile. Then all starts again and finds it so.
create function record_messages(tenant uuid, items inbound_message[])
returns table (ref int, outcome text, conversation_id uuid, media_id uuid) language plpgsql as $$
#variable_conflict use_column
declare found_writers record; buried int[]; expected int; held int;
begin
  buried := find_buried(tenant, items);
  if buried is not null then
    return query select m.ref, 'erased', null::uuid, null::uuid from unnest(items) with ordinality as m where m.ordinality = any (buried);
    items := array(select items[place] from generate_subscripts(items, 1) as place where place <> all (buried) order by place);
    if items = '{}' then return; end if;
  end if;

  found_writers := find_writers(tenant, items);
  if not found_writers.are_complete then
    perform meet_end_users(tenant, items);
    found_writers := find_writers(tenant, items);
    insert into conversations (tenant_id, id, channel_id, end_user_id)
      select distinct on (m.channel_id, found_writers.end_users[m.ordinality]) tenant, m.conversation_id, m.channel_id, found_writers.end_users[m.ordinality]
        from unnest(items) with ordinality as m
        where found_writers.end_users[m.ordinality] is not null and found_writers.conversations[m.ordinality] is null
        order by m.channel_id, found_writers.end_users[m.ordinality], m.ordinality
      on conflict (tenant_id, channel_id, end_user_id) do nothing;
    found_writers := find_writers(tenant, items);
  end if;
  if found_writers.has_news then perform rename_writers(tenant, items, found_writers.end_users); end if;

  -- In one order, so that two gateways cannot deadlock.
  select count(distinct talk) into expected from unnest(found_writers.conversations) as talk;
  perform from conversations c where c.tenant_id = tenant and c.id = any (found_writers.conversations) order by c.id for no key update;
  get diagnostics held = row_count;
  if held < expected then raise serialization_failure using message = 'a conversation is gone meanwhile'; end if;

  return query
  with judged as (
    select m.*, found_writers.conversations[m.ordinality] as talk_id, least(m.sent_at, now()) as said_at, m.state = 'received' as is_open,
        known.id as known_id, known.state as known_state, known.conversation_id as known_talk_id,
        row_number() over same as delivery, first_value(m.media_id) over same as stored_media_id
      from unnest(items) with ordinality as m
        left join messages known on known.tenant_id = tenant and known.channel_id = m.channel_id and known.provider_message_id = m.provider_message_id
      window same as (partition by m.channel_id, m.provider_message_id order by m.ordinality)
  ), fresh as (
    select j.*, c.next_seq - 1 + row_number() over (partition by c.id order by j.ordinality) as seq
      from judged j join conversations c on c.tenant_id = tenant and c.id = j.talk_id
      where j.known_id is null and j.delivery = 1
  ), stored as (
    insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, raw, provider_message_id, reply_to, state, state_reason, provider_at)
      select tenant, f.id, f.talk_id, f.channel_id, f.seq, 'inbound', 'end_user', f.kind, f.content, f.raw, f.provider_message_id, f.reply_to,
          f.state, f.state_reason, f.sent_at
        from fresh f order by f.ordinality
  ), with_media as (
    insert into message_media (tenant_id, id, message_id, conversation_id, channel_id, provider_media_id, provider_url, mime_type, filename, expected_sha256)
      select tenant, f.media_id, f.id, f.talk_id, f.channel_id, f.media ->> 'providerMediaId', f.media ->> 'url', f.media ->> 'mimeType', f.media ->> 'filename',
          f.media ->> 'sha256'
        from fresh f where f.media_id is not null
  ), moved as (
    update conversations c set
        next_seq = t.last_seq + 1,
        last_inbound_seq = coalesce(t.last_open_seq, c.last_inbound_seq),
        last_inbound_at = greatest(c.last_inbound_at, t.window_from),
        last_message_at = now(),
        closed_at = case when t.open > 0 then null else c.closed_at end,
        unanswered_since = case when t.open > 0 then coalesce(c.unanswered_since, now()) else c.unanswered_since end,
        unanswered_count = c.unanswered_count + t.open,
        reply_phone = coalesce(t.phone, c.reply_phone),
        reply_bsuid = coalesce(t.bsuid, c.reply_bsuid),
        updated_at = now()
      from (
        select f.talk_id, max(f.seq) as last_seq, max(f.seq) filter (where f.is_open) as last_open_seq, count(*) filter (where f.is_open)::int as open,
            max(f.said_at) filter (where f.opens_window) as window_from,
            (array_agg(f.phone order by f.seq desc) filter (where f.phone is not null))[1] as phone,
            (array_agg(f.bsuid order by f.seq desc) filter (where f.bsuid is not null))[1] as bsuid
          from fresh f group by f.talk_id
      ) as t
      where c.tenant_id = tenant and c.id = t.talk_id
  )
  select j.ref,
      case
        when j.talk_id is null and j.known_id is null then 'unresolved'
        when j.known_id is not null then case when j.known_state = 'received' then 'duplicate_open' else 'duplicate' end
        when j.delivery > 1 then case when j.is_open then 'duplicate_open' else 'duplicate' end
        else case when j.is_open then 'stored_open' else 'stored' end
      end,
      coalesce(j.known_talk_id, j.talk_id),
      case when j.known_id is null then j.stored_media_id
        else (select mm.id from message_media mm where mm.tenant_id = tenant and mm.message_id = j.known_id and mm.state = 'pending') end
    from judged j;

  -- An erasure may have been committed between the look and the insert.
  if find_buried(tenant, items) is not null then
    raise serialization_failure using message = 'a message was erased meanwhile';
  end if;
end $$;

-- Applies the delivery statuses of one tenant. `settled`: it ended our doubt about a send, so the next bubble may go. Several statuses of
-- one bubble are applied one after the other, each in a round of its own, because each is an event.
create function record_statuses(tenant uuid, items delivery_status[]) returns table (ref int, outcome text, conversation_id uuid) language plpgsql as $$
#variable_conflict use_column
declare bubbles uuid[]; rounds int[]; last_round int;
begin
  select array_agg(s.bubble_id order by s.ordinality), array_agg(s.round order by s.ordinality), max(s.round) filter (where s.bubble_id is not null)
    into bubbles, rounds, last_round
    from (
      select s.ordinality, b.id as bubble_id, row_number() over (partition by b.id order by s.ordinality)::int as round
        from unnest(items) with ordinality as s
          left join messages told on told.tenant_id = tenant and told.channel_id = s.channel_id and told.provider_message_id = s.provider_message_id
            and told.direction = 'outbound'
          left join messages own on told.id is null and own.tenant_id = tenant and own.id = s.message_id and own.channel_id = s.channel_id
            and own.direction = 'outbound'
          cross join lateral (select coalesce(told.id, own.id) as id) as b
    ) as s;
  return query select s.ref, 'unknown_message', null::uuid from unnest(items) with ordinality as s where bubbles[s.ordinality] is null;
  perform from messages m where m.tenant_id = tenant and m.id = any (bubbles) order by m.id for no key update;
  for round in 1 .. coalesce(last_round, 0) loop
    return query
    with advanced as (
      update messages m set
          state = advance_delivery(old.state, s.status),
          state_reason = case
            when advance_delivery(old.state, s.status) <> 'failed' then null
            when old.state <> 'failed' then coalesce(s.error_code, 'failed')
            else old.state_reason end,
          provider_message_id = coalesce(old.provider_message_id, s.provider_message_id),
          sent_at = coalesce(old.sent_at, case when s.status <> 'failed' then s.at end),
          delivered_at = coalesce(old.delivered_at, case when s.status in ('delivered', 'read') then s.at end),
          read_at = coalesce(old.read_at, case when s.status = 'read' then s.at end),
          updated_at = now()
        from (
          -- A column of its own: behind row-level security no index serves a subscript.
          select i.*, bubbles[i.ordinality] as bubble_id, rounds[i.ordinality] as bubble_round from unnest(items) with ordinality as i offset 0
        ) as s join messages old on old.tenant_id = tenant and old.id = s.bubble_id
        where s.bubble_round = round and m.tenant_id = tenant and m.id = old.id
        returning s.ref, m.conversation_id, m.state, old.state as old_state
    )
    select a.ref, case when a.old_state in ('queued', 'sending', 'unknown') and a.state <> a.old_state then 'settled' else 'applied' end, a.conversation_id
      from advanced a;
  end loop;
  -- WhatsApp bills per delivered message.
  insert into usage_records (tenant_id, id, metric, amount, idempotency_key, turn_id, message_id, assistant_id, channel_id, details)
    select tenant, gen_random_uuid(), 'whatsapp_messages', 1, 'delivered:' || m.id, m.turn_id, m.id, t.assistant_id, m.channel_id, coalesce(billed.pricing, '{}')
      from (
        select distinct on (bubbles[s.ordinality]) bubbles[s.ordinality] as bubble_id, s.pricing from unnest(items) with ordinality as s
          where s.status in ('delivered', 'read') order by bubbles[s.ordinality], s.ordinality
      ) as billed
        join messages m on m.tenant_id = tenant and m.id = billed.bubble_id
        left join turns t on t.tenant_id = tenant and t.id = m.turn_id
    on conflict (tenant_id, idempotency_key) do nothing;
end $$;

-- batch: {messages: [...], statuses: [...], events: [...]}, each with tenantId and ref. Returns one row per message and status. It steps
-- into each tenant's role in turn, so that every statement runs under row-level security. Plans are kept for the life of a connection: the
-- one that is right for few rows of a large table is made at once, whatever the tables are like then.
create or replace function record_inbound(batch jsonb) returns table (list text, ref int, outcome text, tenant_id uuid, conversation_id uuid, media_id uuid)
language plpgsql
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_bitmapscan = off set enable_material = off
as $$
#variable_conflict use_column
declare part record;
begin
  perform set_config('role', 'sylion_tenant', true), set_config('lock_timeout', '2000', true); -- one conversation that is held must not hold up a batch of many
  for part in
    select tenant_id, m.items as messages, s.items as statuses, e.items as events
      from (
        select i."tenantId" as tenant_id, array_agg(row(i.ref, i."channelId", i.id, i."providerMessageId", i.kind, i.content, i.raw, i."replyTo", i."sentAt",
            i.scope, i.bsuid, i."parentBsuid", i.phone, i.username, i."displayName", i.state, i."stateReason", i."opensWindow", i."needsPlan", i."isResolved",
            i."endUserId", i."conversationId", i."mediaId", i.media)::inbound_message order by i.ref) as items
          from jsonb_to_recordset(batch -> 'messages') as i ("tenantId" uuid, ref int, "channelId" uuid, id uuid, "providerMessageId" text, kind text, content jsonb,
            raw jsonb, "replyTo" text, "sentAt" timestamptz, scope text, bsuid text, "parentBsuid" text, phone text, username text, "displayName" text, state text,
            "stateReason" text, "opensWindow" boolean, "needsPlan" boolean, "isResolved" boolean, "endUserId" uuid, "conversationId" uuid, "mediaId" uuid, media jsonb)
          group by 1
      ) as m
      full join (
        select i."tenantId" as tenant_id, array_agg(row(i.ref, i."channelId", i."providerMessageId", i."messageId", i.status, i.at, i.error ->> 'code',
            i.pricing)::delivery_status order by i.ref) as items
          from jsonb_to_recordset(batch -> 'statuses') as i ("tenantId" uuid, ref int, "channelId" uuid, "providerMessageId" text, "messageId" uuid, status text,
            at timestamptz, error jsonb, pricing jsonb)
          group by 1
      ) as s using (tenant_id)
      full join (
        select (i ->> 'tenantId')::uuid as tenant_id, jsonb_agg(i) as items from jsonb_array_elements(batch -> 'events') as i group by 1
      ) as e using (tenant_id)
      order by tenant_id -- of all tenants, too, there is one order
  loop
    perform set_config('app.tenant_id', part.tenant_id::text, true);
    if part.messages is not null then
      return query select 'messages', r.ref, r.outcome, part.tenant_id, r.conversation_id, r.media_id from record_messages(part.tenant_id, part.messages) as r;
    end if;
    if part.statuses is not null then
      return query select 'statuses', r.ref, r.outcome, part.tenant_id, r.conversation_id, null::uuid from record_statuses(part.tenant_id, part.statuses) as r;
    end if;
    if part.events is not null then
      insert into provider_events (tenant_id, id, channel_id, field, outcome, reason, payload)
        select part.tenant_id, (e ->> 'id')::uuid, (e ->> 'channelId')::uuid, e ->> 'field', e ->> 'outcome', e ->> 'reason', e -> 'payload'
          from jsonb_array_elements(part.events) as e;
    end if;
  end loop;
end $$;

-- One insert of events for one insert of messages; a change of state is still an event of its own.
create function note_new_messages() returns trigger language plpgsql as $$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    select m.tenant_id, case m.direction when 'inbound' then 'message.received' else 'message.' || m.state end, m.conversation_id,
        jsonb_build_object('messageId', m.id, 'conversationId', m.conversation_id, 'channelId', m.channel_id, 'seq', m.seq, 'part', m.part,
          'author', m.author, 'kind', m.kind, 'state', m.state, 'reason', m.state_reason, 'turnId', m.turn_id)
      from new_messages m;
  return null;
end $$;
drop trigger note_new_message on messages;
create trigger note_new_messages after insert on messages referencing new table as new_messages for each statement execute function note_new_messages();
