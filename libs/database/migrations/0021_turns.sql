-- breaking: no
-- A turn talks to Postgres three times: it looks at its conversation (`read_inbox`), begins (`begin_turn`) and ends (`end_turn`). Each is
-- one statement that steps into the tenant's role by itself, as `record_inbound` does, and whose plans last as long as the connection
-- (docs/decisions/0021). What is to be done is decided between the calls, by pure rules; here it is gathered and recorded. Nothing is
-- locked while they decide: a call writes only if the conversation still is as it was seen.
-- Locks are taken in one order: end user, conversation, periods of quotas.

create function enter_tenant(tenant uuid) returns void language plpgsql as $$
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
end $$;

-- To look -----------------------------------------------------------------------------------------------------------------------------

-- The settings of an assistant as they are published, with its knowledge bases.
create function published_settings(tenant uuid, assistant uuid) returns jsonb language plpgsql stable as $$
begin
  return (
    select jsonb_build_object(
      'instructions', a.instructions, 'modelTier', a.model_tier, 'model', a.model, 'locale', a.locale, 'language', a.language,
      'temperature', a.temperature, 'maxOutputTokens', a.max_output_tokens, 'tools', a.tools, 'coalescing', a.coalescing,
      'knowledge', a.knowledge, 'texts', a.texts, 'businessHours', a.business_hours, 'handOffRules', a.hand_off_rules,
      'endUserLimits', a.end_user_limits, 'breaksLoops', a.breaks_loops, 'outageRules', a.outage_rules,
      'knowledgeBaseIds', array(
        select l.knowledge_base_id from assistant_knowledge_bases l
        where l.tenant_id = tenant and l.assistant_id = a.id order by l.knowledge_base_id))
    from assistants a where a.tenant_id = tenant and a.id = assistant);
end $$;

-- The knowledge bases that an assistant was given, none that was deleted.
create function knowledge_of(tenant uuid, assistant uuid) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object('id', b.id, 'mode', b.mode, 'embeddingModel', b.embedding_model,
        'embeddingDimension', b.embedding_dimension, 'embeddingVersion', b.embedding_version, 'settings', b.settings) order by b.id)
    from assistant_knowledge_bases l join knowledge_bases b on b.tenant_id = l.tenant_id and b.id = l.knowledge_base_id
    where l.tenant_id = tenant and l.assistant_id = assistant and b.tenant_id = tenant and b.deleted_at is null);
end $$;

-- Webhooks arrive in any order, and WhatsApp's own clock counts in seconds.
create function unanswered_messages(tenant uuid, conversation uuid) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object('id', m.id, 'seq', m.seq, 'content', m.content, 'providerMessageId', m.provider_message_id,
        'receivedAt', m.created_at, 'writtenAt', coalesce(m.provider_at, m.created_at),
        'media', case when mm.id is not null then json_build_object(
          'state', mm.state, 'uri', mm.object_uri, 'mimeType', mm.mime_type, 'filename', mm.filename) end
      ) order by m.provider_at, m.seq)
    from messages m left join message_media mm on mm.tenant_id = m.tenant_id and mm.message_id = m.id
    where m.tenant_id = tenant and m.conversation_id = conversation and m.state = 'received');
end $$;

-- What was said between two messages and may still be on its way, in order; the newest `most` of it.
create function said_messages(tenant uuid, conversation uuid, after_seq int, through_seq int, most int) returns json language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object('seq', s.seq, 'part', s.part, 'author', s.author, 'content', s.content, 'state', s.state,
        'at', coalesce(s.sent_at, s.created_at)) order by s.seq, s.part)
    from (
      select m.seq, m.part, m.author, m.content, m.state, m.sent_at, m.created_at from messages m
      where m.tenant_id = tenant and m.conversation_id = conversation and m.seq > after_seq and m.seq <= through_seq
        and m.state not in ('cancelled', 'failed')
      order by m.seq desc, m.part desc limit most) as s);
end $$;

-- All that a turn starts from, with the assistant as it is published now; null when there is nothing to answer. The conversation is read
-- first: whatever is newer in the rest has changed it as well, and `begin_turn` notices. `said` goes back to the summary, and at least
-- `recent` messages.
create function read_inbox(tenant uuid, conversation uuid, recent int, most int) returns json language plpgsql as $$
declare talk conversations; writer end_users; owner tenants; answerer uuid; answerer_version int; unanswered json;
begin
  perform enter_tenant(tenant);
  select * into talk from conversations c where c.tenant_id = tenant and c.id = conversation;
  unanswered := unanswered_messages(tenant, conversation);
  if talk.id is null or unanswered is null then return null; end if;
  select * into writer from end_users e where e.tenant_id = tenant and e.id = talk.end_user_id;
  select * into owner from tenants t where t.tenant_id = tenant and t.id = tenant;
  select a.id, nullif(a.published_version, 0) into answerer, answerer_version from channels ch join assistants a on a.tenant_id = ch.tenant_id and a.id = ch.assistant_id
    where ch.tenant_id = tenant and a.tenant_id = tenant and ch.id = talk.channel_id;
  return json_build_object(
    'now', clock_timestamp(),
    'id', talk.id, 'channelId', talk.channel_id, 'endUserId', talk.end_user_id, 'handledBy', talk.handled_by,
    'epoch', talk.epoch, 'claim', talk.claim, 'claimedUntil', talk.claimed_until, 'lastInboundSeq', talk.last_inbound_seq,
    'lastInboundAt', talk.last_inbound_at, 'summary', talk.summary, 'summaryThroughSeq', talk.summary_through_seq,
    'overQuotaNotifiedAt', talk.over_quota_notified_at, 'welcomedAt', talk.welcomed_at, 'closedNotifiedAt', talk.closed_notified_at,
    'unknownCount', talk.unknown_count, 'quietSince', talk.quiet_since, 'rateNotifiedAt', talk.rate_notified_at,
    'apologisedAt', talk.apologised_at, 'answerNotBefore', talk.answer_not_before,
    'displayName', writer.display_name, 'endUserLocale', writer.locale, 'optedOutAt', writer.opted_out_at, 'blockedAt', writer.blocked_at,
    'tenantName', owner.name, 'tenantStatus', owner.status,
    'assistant', case when answerer is not null then json_build_object('id', answerer, 'version', answerer_version,
      'settings', published_settings(tenant, answerer), 'knowledgeBases', coalesce(knowledge_of(tenant, answerer), '[]')) end,
    'unanswered', unanswered,
    'said', coalesce(said_messages(tenant, conversation, least(talk.summary_through_seq, talk.last_inbound_seq - recent), talk.last_inbound_seq, most), '[]'),
    'quotas', coalesce((select json_agg(json_build_object('id', q.id, 'metric', q.metric, 'period', q.period) order by q.id)
      from quotas q where q.tenant_id = tenant), '[]'),
    'restarts', (select count(*) from turns t where t.tenant_id = tenant and t.conversation_id = conversation and t.outcome = 'restarted'
      and t.started_at >= (select min((m ->> 'receivedAt')::timestamptz) from json_array_elements(unanswered) m)));
end $$;

-- To begin ----------------------------------------------------------------------------------------------------------------------------

-- Whether nobody took, changed or wrote in a conversation since it was seen: {claim, epoch, lastInboundSeq}. False for one that is gone.
create function is_as_seen(claim int, epoch int, last_inbound_seq int, seen jsonb) returns boolean language sql immutable as $$
  select coalesce(claim = (seen ->> 'claim')::int and epoch = (seen ->> 'epoch')::int and last_inbound_seq = (seen ->> 'lastInboundSeq')::int, false)
$$;

-- Whether an end user was answered as often as `limits` ({perMinute, perHour, perDay}, null: any number) allow, over all their
-- conversations. Turns under way count, those that ended without an answer do not. The end user stays locked: at limit − 1 exactly one
-- of many turns gets through.
create function is_over_limits(tenant uuid, end_user uuid, limits jsonb) returns boolean language plpgsql as $$
begin
  perform from end_users e where e.tenant_id = tenant and e.id = end_user for no key update;
  return (
    select coalesce(count(*) filter (where t.admitted_at > clock_timestamp() - interval '1 minute') >= (limits ->> 'perMinute')::int
        or count(*) filter (where t.admitted_at > clock_timestamp() - interval '1 hour') >= (limits ->> 'perHour')::int
        or count(*) filter (where t.admitted_at > clock_timestamp() - interval '1 day') >= (limits ->> 'perDay')::int, false)
    from conversations c join turns t on t.tenant_id = c.tenant_id and t.conversation_id = c.id
    where c.tenant_id = tenant and t.tenant_id = tenant and c.end_user_id = end_user
      and t.admitted_at > now() - interval '1 day' and t.state in ('running', 'replied'));
end $$;

-- Locks the periods of `wanted` ([{quotaId, startsAt, amount}]) in one order, so that parallel turns queue up here and the limit is exact.
-- Returns the first quota that has not so much left, and notes that it was reached.
create function find_spent_quota(tenant uuid, wanted jsonb) returns uuid language plpgsql as $$
declare spent uuid;
begin
  insert into quota_periods (tenant_id, quota_id, starts_at)
    select tenant, q.id, w."startsAt" from jsonb_to_recordset(wanted) as w ("quotaId" uuid, "startsAt" timestamptz)
      join quotas q on q.tenant_id = tenant and q.id = w."quotaId" order by q.id
    on conflict do nothing;
  perform from jsonb_to_recordset(wanted) as w ("quotaId" uuid, "startsAt" timestamptz)
    join quota_periods p on p.tenant_id = tenant and p.quota_id = w."quotaId" and p.starts_at = w."startsAt"
    order by p.quota_id for no key update of p;
  update quota_periods p set reached_at = coalesce(p.reached_at, now()) from (
    select q.id, w."startsAt" as starts_at from jsonb_to_recordset(wanted) as w ("quotaId" uuid, "startsAt" timestamptz, amount bigint)
      join quotas q on q.tenant_id = tenant and q.id = w."quotaId"
      join quota_periods h on h.tenant_id = tenant and h.quota_id = q.id and h.starts_at = w."startsAt"
      where h.used + h.reserved + w.amount > q.limit_amount order by q.id limit 1) as reached
    where p.tenant_id = tenant and p.quota_id = reached.id and p.starts_at = reached.starts_at returning p.quota_id into spent;
  return spent;
end $$;

create function hold_quota(tenant uuid, turn uuid, wanted jsonb) returns void language plpgsql as $$
begin
  with held as (
    update quota_periods p set reserved = p.reserved + w.amount
      from jsonb_to_recordset(wanted) as w ("quotaId" uuid, "startsAt" timestamptz, amount bigint)
      where p.tenant_id = tenant and p.quota_id = w."quotaId" and p.starts_at = w."startsAt"
      returning p.quota_id, p.starts_at, w.amount
  )
  insert into quota_reservations (tenant_id, turn_id, quota_id, starts_at, amount)
    select tenant, turn, h.quota_id, h.starts_at, h.amount from held h;
end $$;

-- Reserves all of `wanted` for a turn, or nothing: then the quota that is spent is returned.
create function reserve_quota(tenant uuid, turn uuid, wanted jsonb) returns uuid language plpgsql as $$
declare spent constant uuid := find_spent_quota(tenant, wanted);
begin
  if spent is null then perform hold_quota(tenant, turn, wanted); end if;
  return spent;
end $$;

-- Raises the claim of a locked conversation, takes it for a while and records the turn. `call` ({model, promptTokens}): the model is asked
-- at once; should the process die now, the prompt is charged as an estimate.
create function start_turn(tenant uuid, turn jsonb, is_admitted boolean, call jsonb) returns int language plpgsql as $$
declare talk conversations;
begin
  update conversations c set claim = c.claim + 1, claimed_until = clock_timestamp() + (turn ->> 'leaseMs')::int * interval '1 ms', updated_at = now()
    where c.tenant_id = tenant and c.id = (turn ->> 'conversationId')::uuid returning c.* into strict talk;
  insert into turns (tenant_id, id, conversation_id, channel_id, assistant_id, assistant_version, claim, epoch, admitted_at, model_call_started_at, model, prompt_tokens)
    values (tenant, (turn ->> 'turnId')::uuid, talk.id, talk.channel_id, (turn ->> 'assistantId')::uuid, (turn ->> 'assistantVersion')::int, talk.claim,
      (turn ->> 'epoch')::int, case when is_admitted then clock_timestamp() end, case when call is not null then now() end, call ->> 'model',
      coalesce((call ->> 'promptTokens')::int, 0));
  return talk.claim;
end $$;

-- Takes a conversation that still is as it was seen, and reserves what the turn wants: {limits, quotas, call}, each as far as it wants any.
-- `changed`: it is not, nothing was written; `left_running`: a turn of a dead worker must be ended first, nothing was written;
-- `too_often`, `over_quota`: begun, but the model may not be asked; `begun`.
create function begin_turn(tenant uuid, turn jsonb, out outcome text, out claim int, out spent_quota_id uuid) language plpgsql as $$
declare
  conversation constant uuid := (turn ->> 'conversationId')::uuid;
  wanted constant jsonb := coalesce(turn -> 'wanted', '{}');
  is_too_often boolean := false;
  talk conversations;
begin
  perform enter_tenant(tenant);
  if wanted ? 'limits' then is_too_often := is_over_limits(tenant, (turn ->> 'endUserId')::uuid, wanted -> 'limits'); end if;
  select * into talk from conversations c where c.tenant_id = tenant and c.id = conversation for no key update;
  if not is_as_seen(talk.claim, talk.epoch, talk.last_inbound_seq, turn -> 'seen') or talk.claimed_until > clock_timestamp() then
    outcome := 'changed';
    return;
  end if;
  if exists (select from turns t where t.tenant_id = tenant and t.conversation_id = talk.id and t.state = 'running') then
    outcome := 'left_running';
    return;
  end if;
  if wanted ? 'quotas' and not is_too_often then spent_quota_id := find_spent_quota(tenant, wanted -> 'quotas'); end if;
  outcome := case when is_too_often then 'too_often' when spent_quota_id is not null then 'over_quota' else 'begun' end;
  claim := start_turn(tenant, turn || jsonb_build_object('epoch', talk.epoch), wanted ? 'limits' and not is_too_often,
    case when outcome = 'begun' then wanted -> 'call' end);
  if wanted ? 'quotas' and outcome = 'begun' then perform hold_quota(tenant, (turn ->> 'turnId')::uuid, wanted -> 'quotas'); end if;
end $$;

-- To end ------------------------------------------------------------------------------------------------------------------------------

-- Queues one outbound message at the end of a locked conversation: the row is the outbox entry. It answers whoever waited, unless a human
-- handles the conversation and this is not theirs: what the assistant says on handing over leaves the end user waiting. Returns its seq.
create function queue_bubble(tenant uuid, bubble jsonb) returns int language plpgsql as $$
declare talk conversations; author constant text := bubble ->> 'author';
begin
  update conversations c set
    next_seq = c.next_seq + 1,
    last_message_at = now(),
    unanswered_since = case when author = 'human' or c.handled_by = 'assistant' then null else c.unanswered_since end,
    unanswered_count = case when author = 'human' or c.handled_by = 'assistant' then 0 else c.unanswered_count end,
    updated_at = now()
    where c.tenant_id = tenant and c.id = (bubble ->> 'conversationId')::uuid returning c.* into strict talk;
  insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, reply_to, turn_id, epoch, state)
    values (tenant, (bubble ->> 'messageId')::uuid, talk.id, (bubble ->> 'channelId')::uuid, talk.next_seq - 1, 'outbound', author,
      bubble #>> '{content,kind}', bubble -> 'content', bubble ->> 'replyTo', (bubble ->> 'turnId')::uuid, (bubble ->> 'epoch')::int, 'queued');
  return talk.next_seq - 1;
end $$;

-- Ends inbound messages ({messageIds, state, reason}) that are still `received`; what another turn ended already stays as it is.
create function settle_inbound(tenant uuid, turn uuid, settled jsonb) returns void language plpgsql as $$
declare ids constant uuid[] := array(select jsonb_array_elements_text(settled -> 'messageIds'))::uuid[];
begin
  update messages m set state = settled ->> 'state', state_reason = settled ->> 'reason', turn_id = turn, updated_at = now()
    where m.tenant_id = tenant and m.id = any (ids) and m.state = 'received';
end $$;

-- Counts what was used without a reservation for the quotas of a metric in their current periods.
create function charge_quota(tenant uuid, metric text, amount bigint) returns void language plpgsql as $$
begin
  insert into quota_periods (tenant_id, quota_id, starts_at, used)
    select q.tenant_id, q.id, date_trunc(q.period, now(), 'UTC'), charge_quota.amount from quotas q
    where q.tenant_id = tenant and q.metric = charge_quota.metric order by q.id
  on conflict (tenant_id, quota_id, starts_at) do update set used = quota_periods.used + excluded.used;
end $$;

-- Gives back what a turn had reserved, the first time, and counts what it used of it: {replies, model_tokens}.
create function settle_quota(tenant uuid, turn uuid, used jsonb) returns void language plpgsql as $$
begin
  with reservation as (
    select r.quota_id, r.starts_at, case r.state when 'held' then r.amount else 0 end as held, coalesce((settle_quota.used ->> q.metric)::bigint, 0) as used
    from quota_reservations r
      join quotas q on q.tenant_id = r.tenant_id and q.id = r.quota_id
      join quota_periods p on p.tenant_id = r.tenant_id and p.quota_id = r.quota_id and p.starts_at = r.starts_at
    where r.tenant_id = tenant and r.turn_id = turn order by r.quota_id for no key update of r, p
  ), settled as (
    update quota_reservations r set state = 'settled', settled_amount = coalesce(r.settled_amount, 0) + v.used
    from reservation v where r.tenant_id = tenant and r.turn_id = turn and r.quota_id = v.quota_id
  )
  update quota_periods p set used = p.used + v.used, reserved = p.reserved - v.held
  from reservation v where p.tenant_id = tenant and p.quota_id = v.quota_id and p.starts_at = v.starts_at;
end $$;

-- Appends to the ledger and returns what it gained, by the quota that it counts for: a record that was written before is not written again.
create function record_usage(tenant uuid, records jsonb) returns jsonb language plpgsql as $$
declare by_quota jsonb;
begin
  with given as (
    select * from jsonb_to_recordset(records) as r (id uuid, metric text, quota text, amount bigint, "idempotencyKey" text, "turnId" uuid,
      "messageId" uuid, "assistantId" uuid, "channelId" uuid, "documentId" uuid, model text, "isEstimated" boolean)
  ), gained as (
    insert into usage_records (tenant_id, id, metric, amount, idempotency_key, turn_id, message_id, assistant_id, channel_id, document_id, model, is_estimated)
      select tenant, g.id, g.metric, g.amount, g."idempotencyKey", g."turnId", g."messageId", g."assistantId", g."channelId", g."documentId", g.model,
        coalesce(g."isEstimated", false) from given g
      on conflict (tenant_id, idempotency_key) do nothing returning id
  )
  select coalesce(jsonb_object_agg(s.quota, s.amount), '{}') into by_quota
    from (select g.quota, sum(g.amount) as amount from given g join gained n on n.id = g.id where g.quota is not null group by g.quota) as s;
  return by_quota;
end $$;

-- Charges a turn's quotas with exactly what the ledger gains. What was not reserved, the embedding of a question, is counted as it is.
-- The periods are everybody's: this is the last thing that a transaction does.
create function charge_turn(tenant uuid, turn uuid, records jsonb) returns void language plpgsql as $$
declare gained constant jsonb := record_usage(tenant, records);
begin
  perform settle_quota(tenant, turn, gained);
  if gained ? 'embedding_tokens' then perform charge_quota(tenant, 'embedding_tokens', (gained ->> 'embedding_tokens')::bigint); end if;
end $$;

-- The same of what was used outside of turns, where nothing is reserved.
create function charge_usage(tenant uuid, records jsonb) returns void language plpgsql as $$
declare gained constant jsonb := record_usage(tenant, records); metric text;
begin
  foreach metric in array array['model_tokens', 'embedding_tokens'] loop
    if gained ? metric then perform charge_quota(tenant, metric, (gained ->> metric)::bigint); end if;
  end loop;
end $$;

-- Writes the turn record, unless the turn was given up meanwhile.
create function record_turn_end(tenant uuid, ending jsonb) returns void language plpgsql as $$
begin
  update turns t set state = ending ->> 'state', outcome = ending ->> 'outcome', model = ending ->> 'model',
    model_calls = (ending ->> 'modelCalls')::int, prompt_tokens = (ending ->> 'promptTokens')::int, output_tokens = (ending ->> 'outputTokens')::int,
    steps = ending -> 'steps', passages = ending -> 'passages', retrieval = ending -> 'retrieval', calls = ending -> 'calls',
    error_code = ending ->> 'errorCode', finished_at = now()
    where t.tenant_id = tenant and t.id = (ending ->> 'turnId')::uuid and t.state = 'running';
end $$;

-- Gives the conversation back, if the claim is still this turn's, and remembers what the end user was told and how often nothing was known.
create function leave_conversation(tenant uuid, conversation uuid, claim int, noted jsonb) returns void language plpgsql as $$
declare told constant jsonb := noted -> 'told';
begin
  update conversations c set
    claimed_until = case when c.claim = leave_conversation.claim then null else c.claimed_until end,
    welcomed_at = case when told ? 'welcome' then now() else c.welcomed_at end,
    closed_notified_at = case when told ? 'closed' then now() else c.closed_notified_at end,
    over_quota_notified_at = case when told ? 'over_quota' then now() else c.over_quota_notified_at end,
    rate_notified_at = case when told ? 'rate_limited' then now() else c.rate_notified_at end,
    unknown_count = coalesce((noted ->> 'unknownCount')::int, c.unknown_count)
    where c.tenant_id = tenant and c.id = conversation;
end $$;

-- Commits what a turn decided, all of it or nothing. With `seen` it does so only if the conversation still is as it was seen, and
-- returns false otherwise; without, its caller holds the lock. `locale`: the language that the end user writes in.
create function end_turn(tenant uuid, ending jsonb) returns boolean language plpgsql as $$
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
  end if;
  if ending ? 'settled' then perform settle_inbound(tenant, turn, ending -> 'settled'); end if;
  if ending ? 'bubble' then perform queue_bubble(tenant, ending -> 'bubble'); end if;
  perform record_turn_end(tenant, ending);
  perform leave_conversation(tenant, conversation, (ending ->> 'claim')::int, ending -> 'noted');
  perform charge_turn(tenant, turn, ending -> 'usage');
  return true;
end $$;
