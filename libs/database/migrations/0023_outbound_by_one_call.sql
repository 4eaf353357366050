-- breaking: no
-- A bubble is taken by one call, and the record of its send takes the next one: a plain send is two round trips. What may be sent is not
-- decided here: these functions gather what the decision needs (libs/conversation) and write down what came of it.

-- How the send of a bubble ended, or what else becomes of it. `change`: the next `state` and `reason`; `from`: the states in which it may still
-- be so, none after a send, since a status webhook may have been faster; `attempt`: the one that is spoken of; `attempts`: what is added to
-- their number, -1 for one that was not made; `delayMs`: not before then; `text`: as it was rendered.
create function record_send(tenant uuid, message uuid, change jsonb) returns boolean language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
  update messages m set
      state = case when change ->> 'state' = 'sent' then advance_delivery(m.state, 'sent') else change ->> 'state' end,
      state_reason = case when change ->> 'state' = 'sent' and m.state not in ('queued', 'sending', 'unknown') then m.state_reason else change ->> 'reason' end,
      provider_message_id = coalesce(m.provider_message_id, change ->> 'providerMessageId'),
      sent_at = case when change ->> 'state' = 'sent' then coalesce(m.sent_at, now()) else m.sent_at end,
      attempts = m.attempts + coalesce((change ->> 'attempts')::int, 0),
      not_before = coalesce(clock_timestamp() + (change ->> 'delayMs')::float8 * interval '1 ms', m.not_before),
      content = case when change ? 'text' then jsonb_build_object('kind', 'text', 'text', change ->> 'text') else m.content end,
      is_rendered = m.is_rendered or change ? 'text',
      updated_at = now()
    where m.tenant_id = tenant and m.id = message and (not change ? 'from' or change -> 'from' ? m.state)
      and m.attempts = coalesce((change ->> 'attempt')::int, m.attempts);
  return found;
end $$;

-- The head of a conversation's outbox with all that decides over it, by the database's clock and behind the conversation's lock. A bubble
-- that could be sent now is taken: it is `sending` from here on, whatever becomes of it, so that a crash leaves a doubt and no second bubble.
-- `ended`: how the one before it ended, as `record_send` takes it, with its `messageId`.
create function claim_bubble(tenant uuid, conversation uuid, ended jsonb default null)
returns table (
  now timestamptz, channel_id uuid, provider text, provider_key text, credentials_ciphertext bytea, held_because text, handled_by text, epoch int,
  claimed_until timestamptz, last_inbound_at timestamptz, typing_sent_at timestamptz, read_through_seq int, reply_phone text, reply_bsuid text,
  blocked_at timestamptz, bubble_id uuid, author text, content jsonb, bubble_epoch int, state text, attempts int, is_rendered boolean,
  not_before timestamptz, sending_at timestamptz, reply_to text, file_id uuid, object_path text, mime_type text, filename text,
  provider_media_id text, last_seq int, last_state text, last_provider_message_id text, is_taken boolean)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
  perform from conversations c where c.tenant_id = tenant and c.id = conversation for no key update;
  if not found then return; end if;
  if ended is not null then perform record_send(tenant, (ended ->> 'messageId')::uuid, ended); end if;
  return query
  with head as (
    select clock_timestamp() as now, c.channel_id, ch.provider, ch.provider_key, ch.credentials_ciphertext,
        case when t.status <> 'active' then 'tenant_suspended' when ch.status <> 'active' then ch.status end as held_because,
        c.handled_by, c.epoch, c.claimed_until, c.last_inbound_at, c.typing_sent_at, c.read_through_seq, c.reply_phone, c.reply_bsuid, u.blocked_at,
        b.id as bubble_id, b.author, b.content, b.epoch as bubble_epoch, b.state, b.attempts, b.is_rendered, b.not_before, b.sending_at, b.reply_to,
        f.id as file_id, f.object_path, f.mime_type, f.filename, f.provider_media_id,
        r.seq as last_seq, r.state as last_state, r.provider_message_id as last_provider_message_id
      from conversations c
        join channels ch on ch.tenant_id = tenant and ch.id = c.channel_id
        join end_users u on u.tenant_id = tenant and u.id = c.end_user_id
        join tenants t on t.id = tenant
        left join lateral (
          select * from messages m where m.tenant_id = tenant and m.conversation_id = c.id and m.direction = 'outbound' and m.state in ('queued', 'sending', 'unknown')
            order by m.seq, m.part limit 1
        ) as b on true
        left join message_media f on f.tenant_id = tenant and f.message_id = b.id and f.state = 'ready' and f.object_path is not null
        left join lateral (
          select m.seq, m.state, m.provider_message_id from messages m
            where b.id is null and m.tenant_id = tenant and m.conversation_id = c.id and m.direction = 'inbound' and m.state in ('received', 'answered')
            order by m.seq desc limit 1
        ) as r on true
      where c.tenant_id = tenant and c.id = conversation
  ), taken as (
    update messages m set state = 'sending', state_reason = null, sending_at = clock_timestamp(), attempts = m.attempts + 1, updated_at = now()
      from head h
      where m.tenant_id = tenant and m.id = h.bubble_id and m.state = 'queued' and h.held_because is null and (h.not_before is null or h.not_before <= h.now)
        and (h.content ->> 'kind' not in ('image', 'video', 'audio', 'document') or h.provider_media_id is not null)
      returning m.id
  )
  select h.*, exists (select from taken) from head h;
end $$;

-- A taken reply that is more than one bubble: the row becomes the first, the others follow it as parts of the same `seq`. All of them are
-- there before the first one leaves.
create function split_bubble(tenant uuid, message uuid, texts text[], ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
  with opened as (
    update messages m set content = jsonb_build_object('kind', 'text', 'text', texts[1]), is_rendered = true
      where m.tenant_id = tenant and m.id = message and m.state = 'sending' returning m.*
  )
  insert into messages (tenant_id, id, conversation_id, channel_id, seq, part, direction, author, kind, content, turn_id, epoch, state, is_rendered)
    select tenant, ids[n], o.conversation_id, o.channel_id, o.seq, o.part + n - 1, 'outbound', o.author, o.kind,
        jsonb_build_object('kind', 'text', 'text', texts[n]), o.turn_id, o.epoch, 'queued', true
      from opened o cross join generate_series(2, cardinality(texts)) as n;
end $$;

-- What the end user was shown: everything up to `seq` as read, and "typing…" from now on.
create function record_receipt(tenant uuid, conversation uuid, seq int, shows_typing boolean) returns void language plpgsql as $$
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
  update conversations c set read_through_seq = greatest(c.read_through_seq, seq), typing_sent_at = case when shows_typing then clock_timestamp() else c.typing_sent_at end
    where c.tenant_id = tenant and c.id = conversation;
end $$;
