-- breaking: no
-- Which commits wait for the disk; and no plan that reads what is everybody's (docs/decisions/0027).
--
-- A partial index of what is open is nearly empty whenever Postgres looks how large it is, so the planner would rather read it whole than look
-- a row up by its id: everything open of a tenant, or of all. Written with `is not distinct from`, a comparison of states proves to the
-- planner no such index's condition.

-- The transaction under way will not wait for the disk. Should Postgres crash within the next moments it may never have been, and neither
-- has anything after it: a later commit that waits takes all earlier ones with it. So it is right for what nobody outside has been told of.
create function commit_without_waiting() returns void language plpgsql as $$
begin
  perform set_config('synchronous_commit', 'off', true);
end $$;

-- Rows that are changed several times in their lives: with room on their page a change that no index knows of touches no index.
alter table conversations set (fillfactor = 50);
alter table messages set (fillfactor = 70);
alter table turns set (fillfactor = 50);

-- The head of a conversation's outbox with all that decides over it, by the database's clock and behind the conversation's lock. A bubble
-- that could be sent now is taken: it is `sending` from here on, whatever becomes of it, so that a crash leaves a doubt and no second bubble.
-- `ended`: how the one before it ended, as `record_send` takes it, with its `messageId`.
create or replace function claim_bubble(tenant uuid, conversation uuid, ended jsonb default null)
returns table (
  now timestamptz, channel_id uuid, provider text, provider_key text, credentials_ciphertext bytea, held_because text, handled_by text, epoch int,
  claimed_until timestamptz, last_inbound_at timestamptz, typing_sent_at timestamptz, read_through_seq int, reply_phone text, reply_bsuid text,
  blocked_at timestamptz, bubble_id uuid, author text, content jsonb, bubble_epoch int, state text, attempts int, is_rendered boolean,
  not_before timestamptz, sending_at timestamptz, reply_to text, file_id uuid, object_path text, mime_type text, filename text,
  provider_media_id text, last_seq int, last_state text, last_provider_message_id text, is_taken boolean)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare waits constant text := current_setting('synchronous_commit');
begin
  perform commit_without_waiting(), set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
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
          -- 'received' is no state of these: named, it leaves the planner one index alone, of this conversation's open messages. It would take the
          -- one of all that is unsent otherwise, of every tenant, whenever that was short as it last looked.
          select * from messages m where m.tenant_id = tenant and m.conversation_id = c.id and m.direction = 'outbound'
              and m.state in ('received', 'queued', 'sending', 'unknown')
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
      where m.tenant_id = tenant and m.id = h.bubble_id and h.state = 'queued' and m.state is not distinct from h.state and h.held_because is null and (h.not_before is null or h.not_before <= h.now)
        and (h.content ->> 'kind' not in ('image', 'video', 'audio', 'document') or h.provider_media_id is not null)
      returning m.id, set_config('synchronous_commit', waits, true)
  )
  select h.*, exists (select from taken) from head h;
end $$;

-- Ends inbound messages ({messageIds, state, reason}) that are still `received`; what another turn ended already stays as it is.
create or replace function settle_inbound(tenant uuid, turn uuid, settled jsonb) returns void language plpgsql as $$
declare ids constant uuid[] := array(select jsonb_array_elements_text(settled -> 'messageIds'))::uuid[];
begin
  update messages m set state = settled ->> 'state', state_reason = settled ->> 'reason', turn_id = turn, updated_at = now()
    where m.tenant_id = tenant and m.id = any (ids) and m.state is not distinct from 'received';
end $$;

-- Writes the turn record, unless the turn was given up meanwhile.
create or replace function record_turn_end(tenant uuid, ending jsonb) returns void language plpgsql as $$
begin
  update turns t set state = ending ->> 'state', outcome = ending ->> 'outcome', model = ending ->> 'model',
    model_calls = (ending ->> 'modelCalls')::int, prompt_tokens = (ending ->> 'promptTokens')::int, output_tokens = (ending ->> 'outputTokens')::int,
    steps = ending -> 'steps', passages = ending -> 'passages', retrieval = ending -> 'retrieval', calls = ending -> 'calls',
    error_code = ending ->> 'errorCode', finished_at = now()
    where t.tenant_id = tenant and t.id = (ending ->> 'turnId')::uuid and t.state is not distinct from 'running';
end $$;

-- What the end user was shown: everything up to `seq` as read, and "typing…" from now on.
create or replace function record_receipt(tenant uuid, conversation uuid, seq int, shows_typing boolean) returns void language plpgsql as $$
begin
  perform commit_without_waiting(), set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
  update conversations c set read_through_seq = greatest(c.read_through_seq, seq), typing_sent_at = case when shows_typing then clock_timestamp() else c.typing_sent_at end
    where c.tenant_id = tenant and c.id = conversation;
end $$;

-- The sign of life of a turn: prolongs the lease while the claim is still the caller's, and tells what it sees; no row when it is somebody else's.
create function extend_claim(tenant uuid, conversation uuid, claim int, lease_ms int) returns table (epoch int, last_inbound_seq int) language plpgsql as $$
#variable_conflict use_column
begin
  perform enter_tenant(tenant), commit_without_waiting();
  return query update conversations c set claimed_until = clock_timestamp() + lease_ms * interval '1 ms'
    where c.tenant_id = tenant and c.id = conversation and c.claim = extend_claim.claim returning c.epoch, c.last_inbound_seq;
end $$;

-- Commits what a turn decided, all of it or nothing. With `seen` it does so only if the conversation still is as it was seen, and
-- returns false otherwise; without, its caller holds the lock. `locale`: the language that the end user writes in.
create or replace function end_turn(tenant uuid, ending jsonb) returns boolean language plpgsql as $$
declare
  conversation constant uuid := (ending ->> 'conversationId')::uuid;
  turn constant uuid := (ending ->> 'turnId')::uuid;
  talk conversations;
begin
  perform enter_tenant(tenant);
  update end_users e set locale = ending ->> 'locale', updated_at = now()
    where e.tenant_id = tenant and e.id = (ending ->> 'endUserId')::uuid and e.locale is distinct from ending ->> 'locale' and ending ? 'locale';
  if ending ? 'seen' then
    select * into talk from conversations c where c.tenant_id = tenant and c.id = conversation for no key update;
    if not is_as_seen(talk.claim, talk.epoch, talk.last_inbound_seq, ending -> 'seen') then return false; end if;
    perform commit_without_waiting();
  end if;
  if ending ? 'settled' then perform settle_inbound(tenant, turn, ending -> 'settled'); end if;
  if ending ? 'bubble' then perform queue_bubble(tenant, ending -> 'bubble'); end if;
  perform record_turn_end(tenant, ending);
  perform leave_conversation(tenant, conversation, (ending ->> 'claim')::int, ending -> 'noted');
  perform charge_turn(tenant, turn, ending -> 'usage');
  return true;
end $$;
