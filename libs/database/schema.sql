-- Generated from the migrations by `npm run schema`; a test compares it. Do not edit: write a migration.
set check_function_bodies = off;

-- Extensions
create extension if not exists btree_gin;
create extension if not exists vector;

-- Types
create type public.delivery_status as (
  ref integer,
  channel_id uuid,
  provider_message_id text,
  message_id uuid,
  status text,
  at timestamp with time zone,
  error_code text,
  pricing jsonb
);
create type public.inbound_message as (
  ref integer,
  channel_id uuid,
  id uuid,
  provider_message_id text,
  kind text,
  content jsonb,
  raw jsonb,
  reply_to text,
  sent_at timestamp with time zone,
  scope text,
  bsuid text,
  parent_bsuid text,
  phone text,
  username text,
  display_name text,
  state text,
  state_reason text,
  opens_window boolean,
  needs_plan boolean,
  is_resolved boolean,
  end_user_id uuid,
  conversation_id uuid,
  media_id uuid,
  media jsonb
);
create type public.knowledge_hit as (
  id uuid,
  distance double precision,
  near_rank integer,
  word_rank integer,
  word_score double precision,
  coverage double precision,
  score double precision
);

-- Functions and procedures
CREATE OR REPLACE FUNCTION public.add_to_usage_totals()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
  quarter constant timestamptz := date_bin('15 minutes', new.occurred_at, 'epoch');
  free uuid;
begin
  select t.part into free from usage_totals t
    where t.tenant_id = new.tenant_id and t.starts_at = quarter and t.metric = new.metric and t.assistant_id = coalesce(new.assistant_id, nil)
      and t.channel_id = coalesce(new.channel_id, nil) and t.model = coalesce(new.model, '')
    limit 1 for no key update skip locked;
  if found then
    update usage_totals t set amount = t.amount + new.amount
      where t.tenant_id = new.tenant_id and t.starts_at = quarter and t.metric = new.metric and t.assistant_id = coalesce(new.assistant_id, nil)
        and t.channel_id = coalesce(new.channel_id, nil) and t.model = coalesce(new.model, '') and t.part = free;
  else
    insert into usage_totals (tenant_id, starts_at, metric, assistant_id, channel_id, model, amount)
      values (new.tenant_id, quarter, new.metric, coalesce(new.assistant_id, nil), coalesce(new.channel_id, nil), coalesce(new.model, ''), new.amount);
  end if;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.advance_delivery(current text, incoming text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when delivery_rank(incoming) > delivery_rank(current) then incoming else current end
$function$;
CREATE OR REPLACE FUNCTION public.begin_turn(tenant uuid, turn jsonb, OUT outcome text, OUT claim integer, OUT spent_quota_id uuid)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.charge_quota(tenant uuid, metric text, amount bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into quota_periods (tenant_id, quota_id, starts_at, used)
    select q.tenant_id, q.id, date_trunc(q.period, now(), 'UTC'), charge_quota.amount from quotas q
    where q.tenant_id = tenant and q.metric = charge_quota.metric order by q.id
  on conflict (tenant_id, quota_id, starts_at) do update set used = quota_periods.used + excluded.used;
end $function$;
CREATE OR REPLACE FUNCTION public.charge_turn(tenant uuid, turn uuid, records jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare gained constant jsonb := record_usage(tenant, records);
begin
  perform settle_quota(tenant, turn, gained);
  if gained ? 'embedding_tokens' then perform charge_quota(tenant, 'embedding_tokens', (gained ->> 'embedding_tokens')::bigint); end if;
end $function$;
CREATE OR REPLACE FUNCTION public.charge_usage(tenant uuid, records jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare gained constant jsonb := record_usage(tenant, records); metric text;
begin
  foreach metric in array array['model_tokens', 'embedding_tokens'] loop
    if gained ? metric then perform charge_quota(tenant, metric, (gained ->> metric)::bigint); end if;
  end loop;
end $function$;
CREATE OR REPLACE FUNCTION public.claim_bubble(tenant uuid, conversation uuid, ended jsonb DEFAULT NULL::jsonb)
 RETURNS TABLE(now timestamp with time zone, channel_id uuid, provider text, provider_key text, credentials_ciphertext bytea, held_because text, handled_by text, epoch integer, claimed_until timestamp with time zone, last_inbound_at timestamp with time zone, typing_sent_at timestamp with time zone, read_through_seq integer, reply_phone text, reply_bsuid text, blocked_at timestamp with time zone, bubble_id uuid, author text, content jsonb, bubble_epoch integer, state text, attempts integer, is_rendered boolean, not_before timestamp with time zone, sending_at timestamp with time zone, reply_to text, file_id uuid, object_path text, mime_type text, filename text, provider_media_id text, last_seq integer, last_state text, last_provider_message_id text, is_taken boolean)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.commit_without_waiting()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('synchronous_commit', 'off', true);
end $function$;
CREATE OR REPLACE FUNCTION public.common_word_query(words text[], counts integer[], total integer, budget integer)
 RETURNS tsquery
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  result tsquery := word_query(words[1]); others tsquery; expected float8 := counts[1];
begin
  for i in 2..least(cardinality(words), 6) loop
    others := coalesce(others || word_query(words[i]), word_query(words[i]));
  end loop;
  if others is null then return result; end if;
  if expected * (select sum(c) from unnest(counts[2:6]) as c) / total <= budget then return result && others; end if;
  for i in 2..least(cardinality(words), 6) loop
    result := result && word_query(words[i]);
    expected := expected * 2 * counts[i] / total;
    exit when expected <= budget;
  end loop;
  return result;
end $function$;
CREATE OR REPLACE FUNCTION public.count_common_words(tenant uuid, base uuid, total integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  sample_size constant int := least(total, 10000, greatest(2000, total / 20));
  sample constant text := format('select t.terms from (
    select c.id as chunk_id from knowledge_chunks c where c.tenant_id = %1$L and c.knowledge_base_id = %2$L order by random() limit %3$s) s
    join knowledge_terms t on t.tenant_id = %1$L and t.chunk_id = s.chunk_id', tenant, base, sample_size);
begin
  delete from knowledge_common_words w where w.tenant_id = tenant and w.knowledge_base_id = base;
  insert into knowledge_common_words (tenant_id, knowledge_base_id, word, chunk_count)
    select tenant, base, s.word, s.ndoc::float8 * total / sample_size from ts_stat(sample) s
    where s.ndoc >= 4 and s.ndoc::float8 * total / sample_size >= 200;
  update knowledge_lexicons l set sampled_chunk_count = total where l.tenant_id = tenant and l.knowledge_base_id = base;
end $function$;
CREATE OR REPLACE FUNCTION public.delivery_rank(state text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select array_position(array['queued', 'sending', 'unknown', 'cancelled', 'sent', 'failed', 'delivered', 'read'], state)
$function$;
CREATE OR REPLACE FUNCTION public.end_turn(tenant uuid, ending jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.enter_tenant(tenant uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
end $function$;
CREATE OR REPLACE FUNCTION public.extend_claim(tenant uuid, conversation uuid, claim integer, lease_ms integer)
 RETURNS TABLE(epoch integer, last_inbound_seq integer)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
begin
  perform enter_tenant(tenant), commit_without_waiting();
  return query update conversations c set claimed_until = clock_timestamp() + lease_ms * interval '1 ms'
    where c.tenant_id = tenant and c.id = conversation and c.claim = extend_claim.claim returning c.epoch, c.last_inbound_seq;
end $function$;
CREATE OR REPLACE FUNCTION public.find_buried(tenant uuid, items public.inbound_message[])
 RETURNS integer[]
 LANGUAGE plpgsql
AS $function$
begin
  if not exists (select from tombstone_keys k where k.tenant_id = tenant) then return null; end if;
  return (select array_agg(m.ordinality::int) from unnest(items) with ordinality as m where is_buried(tenant, m.channel_id, m.provider_message_id));
end $function$;
CREATE OR REPLACE FUNCTION public.find_spent_quota(tenant uuid, wanted jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.find_writers(tenant uuid, items public.inbound_message[], OUT end_users uuid[], OUT conversations uuid[], OUT are_complete boolean, OUT has_news boolean)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.fold_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g') collate "und-x-icu")
$function$;
CREATE OR REPLACE FUNCTION public.forget_questions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update turns t set retrieval = t.retrieval - 'question' from gone
    where t.tenant_id = gone.tenant_id and t.id = gone.turn_id and gone.direction = 'inbound' and t.retrieval ? 'question';
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.hold_quota(tenant uuid, turn uuid, wanted jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  with held as (
    update quota_periods p set reserved = p.reserved + w.amount
      from jsonb_to_recordset(wanted) as w ("quotaId" uuid, "startsAt" timestamptz, amount bigint)
      where p.tenant_id = tenant and p.quota_id = w."quotaId" and p.starts_at = w."startsAt"
      returning p.quota_id, p.starts_at, w.amount
  )
  insert into quota_reservations (tenant_id, turn_id, quota_id, starts_at, amount)
    select tenant, turn, h.quota_id, h.starts_at, h.amount from held h;
end $function$;
CREATE OR REPLACE FUNCTION public.index_words(tenant uuid, document uuid, base uuid)
 RETURNS bigint
 LANGUAGE sql
AS $function$
  with added as (
    insert into knowledge_terms (tenant_id, knowledge_base_id, chunk_id, document_id, language, word_count, terms)
      select tenant, base, d.chunk_id, document, d.language,
        case when d.search_text = '' then 0 else 1 + octet_length(d.search_text) - octet_length(replace(d.search_text, ' ', '')) end,
        to_tsvector(text_configuration(d.language), d.search_text)
      from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document order by d.ordinal
      returning word_count
  )
  select coalesce(sum(a.word_count), 0) from added a
$function$;
CREATE OR REPLACE FUNCTION public.is_as_seen(claim integer, epoch integer, last_inbound_seq integer, seen jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select coalesce(claim = (seen ->> 'claim')::int and epoch = (seen ->> 'epoch')::int and last_inbound_seq = (seen ->> 'lastInboundSeq')::int, false)
$function$;
CREATE OR REPLACE FUNCTION public.is_buried(tenant uuid, channel uuid, provider_message_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (
    select from tombstone_keys k join message_tombstones t on t.tenant_id = k.tenant_id
      and t.channel_id = channel and t.digest = tombstone_digest(k.key, provider_message_id)
    where k.tenant_id = tenant and t.tenant_id = tenant)
$function$;
CREATE OR REPLACE FUNCTION public.is_over_limits(tenant uuid, end_user uuid, limits jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform from end_users e where e.tenant_id = tenant and e.id = end_user for no key update;
  return (
    select coalesce(count(*) filter (where t.admitted_at > clock_timestamp() - interval '1 minute') >= (limits ->> 'perMinute')::int
        or count(*) filter (where t.admitted_at > clock_timestamp() - interval '1 hour') >= (limits ->> 'perHour')::int
        or count(*) filter (where t.admitted_at > clock_timestamp() - interval '1 day') >= (limits ->> 'perDay')::int, false)
    from conversations c join turns t on t.tenant_id = c.tenant_id and t.conversation_id = c.id
    where c.tenant_id = tenant and t.tenant_id = tenant and c.end_user_id = end_user
      and t.admitted_at > now() - interval '1 day' and t.state in ('running', 'replied'));
end $function$;
CREATE OR REPLACE PROCEDURE public.isolate_tenant(IN target regclass, IN privileges text)
 LANGUAGE plpgsql
AS $procedure$
declare predicate constant text := 'tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid)';
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_isolation on %s to sylion_tenant using (%s) with check (%s)', target, predicate, predicate);
  execute format('create policy platform_access on %s to sylion_platform using (true) with check (true)', target);
  execute format('grant %s on %s to sylion_tenant', privileges, target);
  execute format('grant select, insert, update, delete on %s to sylion_platform', target);
end $procedure$;
CREATE OR REPLACE FUNCTION public.knowledge_of(tenant uuid, assistant uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select json_agg(json_build_object('id', b.id, 'mode', b.mode, 'embeddingModel', b.embedding_model,
        'embeddingDimension', b.embedding_dimension, 'embeddingVersion', b.embedding_version, 'settings', b.settings) order by b.id)
    from assistant_knowledge_bases l join knowledge_bases b on b.tenant_id = l.tenant_id and b.id = l.knowledge_base_id
    where l.tenant_id = tenant and l.assistant_id = assistant and b.tenant_id = tenant and b.deleted_at is null);
end $function$;
CREATE OR REPLACE FUNCTION public.last_chunk()
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$ select 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid $function$;
CREATE OR REPLACE FUNCTION public.leave_conversation(tenant uuid, conversation uuid, claim integer, noted jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.match_knowledge_terms(tenant uuid, base uuid, question text, documents uuid[], also uuid[], depth integer)
 RETURNS TABLE(chunk_id uuid, score double precision, coverage double precision, is_hit boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  candidate_limit constant int := 2000;
  of_documents constant text := case when documents is null then '' else 'and t.document_id = any ($2)' end;
  total int; growth float8; mean_words float8; spoken text[]; word record; place int := 0;
  sought tsquery; common tsquery; common_words text[] := '{}'; common_counts int[] := '{}'; budget int := candidate_limit;
  frequencies text[]; weights text[]; scores text[]; covered text[]; asked text[];
begin
  if tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
    raise exception 'not the tenant of this scope' using errcode = 'insufficient_privilege';
  end if;
  select b.chunk_count, b.chunk_count / greatest(l.sampled_chunk_count, 1)::float8, greatest(l.word_count, 1) / greatest(l.chunk_count, 1)::float8, b.languages
    into total, growth, mean_words, spoken
    from knowledge_lexicons l join knowledge_bases b on b.tenant_id = l.tenant_id and b.id = l.knowledge_base_id
    where l.tenant_id = tenant and l.knowledge_base_id = base and b.chunk_count > 0;

  -- Text of no known language keeps its stop words: what is one in another language of the knowledge base is one there, too.
  for word in
    select lexeme, (c.chunk_count * growth)::int as count, array_agg(language) as languages
    from unnest(spoken) as language
      cross join lateral unnest(tsvector_to_array(to_tsvector(text_configuration(language), left(question, 4000)))) as lexeme
      left join knowledge_common_words c on c.tenant_id = tenant and c.knowledge_base_id = base and c.word = lexeme
    where language <> 'simple' or not exists (
      select from unnest(spoken) as other where other <> 'simple' and to_tsvector(text_configuration(other), lexeme) = '')
    group by 1, 2 order by 2 nulls first, 1 limit 32
  loop
    place := place + 1;
    if word.count is null or word.count <= budget then
      sought := coalesce(sought || word_query(word.lexeme), word_query(word.lexeme));
      budget := budget - coalesce(word.count, 0);
    else
      common_words := common_words || word.lexeme;
      common_counts := common_counts || word.count;
    end if;
    frequencies := frequencies || format(
      case when cardinality(spoken) = 1 then 'term_frequency(t.terms, %L)' else 'case when t.language = any (%2$L) then term_frequency(t.terms, %1$L) else 0 end' end,
      word_query(word.lexeme), word.languages);
    weights := weights || format('ln(1 + (%1$s - %2$s + 0.5) / (%2$s + 0.5))::float8', total,
      case when word.count is null then format('greatest(1, count(*) filter (where f[%s] > 0))', place) else least(word.count, total)::text end);
    scores := scores || format('w[%1$s] * f[%1$s] * 2.2 / (f[%1$s] + n)', place);
    covered := covered || format('case when f[%1$s] > 0 then w[%1$s] else 0 end', place);
    asked := asked || format('case when language = any (%L) then w[%s] else 0 end', word.languages, place);
  end loop;
  if place = 0 then return; end if;

  -- Candidates are all chunks with one of the rarer words, and some with several of the common ones. The tenant is told in a way that
  -- no index offers itself for, because the planner would read a whole tenant's entries for it.
  if cardinality(common_words) > 0 then
    common := common_word_query(common_words, common_counts, total, 1000);
    sought := case when sought is null then common when cardinality(common_words) > 1 then sought || common else sought end;
  end if;
  return query execute format($sql$
    with candidate as materialized (
      (select t.chunk_id, t.language, 0.3 + 0.9 * t.word_count / $4 as n, array[%1$s] as f from knowledge_terms t
        where (t.tenant_id = %2$L) is true and t.knowledge_base_id = %3$L and t.terms @@ $1 %4$s limit %5$s)
      union all
      select t.chunk_id, t.language, 0.3 + 0.9 * t.word_count / $4, array[%1$s] from unnest($3) as a (id) cross join lateral (
        select * from knowledge_terms t where t.tenant_id = %2$L and t.chunk_id = a.id and t.knowledge_base_id = %3$L offset 0) t
      where (t.terms @@ $1) is false
    ), weight as (select array[%6$s] as w from candidate having true),
    scored as (select c.chunk_id, %7$s as score, (%8$s) / nullif(%9$s, 0) as coverage from candidate c cross join weight),
    ranked as (select s.*, row_number() over (order by s.score desc, s.chunk_id) <= $5 as is_hit from scored s where s.score > 0)
    select r.chunk_id, r.score, r.coverage, r.is_hit from ranked r where r.is_hit or r.chunk_id = any ($3) order by r.score desc, r.chunk_id
  $sql$, array_to_string(frequencies, ', '), tenant, base, of_documents, candidate_limit, array_to_string(weights, ', '),
    array_to_string(scores, ' + '), array_to_string(covered, ' + '), array_to_string(asked, ' + '))
  using sought, documents, also, mean_words, depth;
end $function$;
CREATE OR REPLACE FUNCTION public.meet_end_users(tenant uuid, items public.inbound_message[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.nearest_chunks_1536(tenant uuid, base uuid, version integer, question public.halfvec, depth integer, documents uuid[], route text, size integer, after uuid)
 RETURNS TABLE(chunk_id uuid, distance double precision)
 LANGUAGE plpgsql
 STABLE ROWS 50
AS $function$
      declare
        question_bits constant bit(1536) := binary_quantize(question)::bit(1536);
        shortlist_size constant int := case when size < 20000 then greatest(300, 6 * depth) else greatest(400, 12 * depth) end;
        beside_index constant text := case when documents is null then 'bits' else 'exact' end;
        indexed uuid[]; distances float8[];
      begin
        if route = 'documents' then
          return query
            select v.chunk_id, v.embedding <#> question from unnest(documents) as d (id)
              cross join lateral (select c.id from knowledge_chunks c where c.tenant_id = tenant and c.document_id = d.id offset 0) c
              cross join lateral (
                select v.chunk_id, v.embedding from knowledge_vectors_1536 v
                where v.tenant_id = tenant and v.chunk_id = c.id and v.knowledge_base_id = base and v.embedding_version = version offset 0) v
            order by 2 limit depth;
        elsif route = 'exact' and documents is null then
          return query
            select v.chunk_id, v.embedding <#> question from knowledge_vectors_1536 v
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version
            order by 2 limit depth;
        elsif route = 'exact' then
          return query
            select v.chunk_id, v.embedding <#> question from knowledge_vectors_1536 v
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version and v.chunk_id > after and v.document_id = any (documents)
            order by 2 limit depth;
        elsif route = 'bits' then
          return query
            with shortlist as materialized (
              select v.chunk_id from knowledge_vectors_1536 v
              where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version and v.chunk_id > after
              order by v.bits <~> question_bits limit shortlist_size
            )
            select s.chunk_id, v.embedding <#> question from shortlist s cross join lateral (
              select v.embedding from knowledge_vectors_1536 v where v.tenant_id = tenant and v.chunk_id = s.chunk_id and v.embedding_version = version offset 0) v
            order by 2 limit depth;
        else
          perform set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '280', true);
          execute format('with near as materialized (
              select v.chunk_id, v.embedding <#> $1 as distance from knowledge_vectors_1536 v
              where v.tenant_id = %L and v.knowledge_base_id = %L and v.embedding_version = %s and v.chunk_id <= %L %s
              order by v.embedding <#> $1 limit %s)
            select array_agg(n.chunk_id), array_agg(n.distance) from near n', tenant, base, version, after,
            case when documents is not null then 'and v.document_id = any ($2)' end, depth)
            into indexed, distances using question, documents;
          if coalesce(cardinality(indexed), 0) < depth then -- parts of the graph that cannot be reached, or few chunks
            return query select * from nearest_chunks_1536(tenant, base, version, question, depth, documents, beside_index, size, no_chunk());
          else
            return query
              select * from unnest(indexed, distances)
              union all select * from nearest_chunks_1536(tenant, base, version, question, depth, documents, beside_index, size, after)
              order by 2 limit depth;
          end if;
        end if;
      end $function$;
CREATE OR REPLACE FUNCTION public.nearest_chunks_768(tenant uuid, base uuid, version integer, question public.halfvec, depth integer, documents uuid[], route text, size integer, after uuid)
 RETURNS TABLE(chunk_id uuid, distance double precision)
 LANGUAGE plpgsql
 STABLE ROWS 50
AS $function$
      declare
        question_bits constant bit(768) := binary_quantize(question)::bit(768);
        shortlist_size constant int := case when size < 20000 then greatest(300, 6 * depth) else greatest(400, 12 * depth) end;
        beside_index constant text := case when documents is null then 'bits' else 'exact' end;
        indexed uuid[]; distances float8[];
      begin
        if route = 'documents' then
          return query
            select v.chunk_id, v.embedding <#> question from unnest(documents) as d (id)
              cross join lateral (select c.id from knowledge_chunks c where c.tenant_id = tenant and c.document_id = d.id offset 0) c
              cross join lateral (
                select v.chunk_id, v.embedding from knowledge_vectors_768 v
                where v.tenant_id = tenant and v.chunk_id = c.id and v.knowledge_base_id = base and v.embedding_version = version offset 0) v
            order by 2 limit depth;
        elsif route = 'exact' and documents is null then
          return query
            select v.chunk_id, v.embedding <#> question from knowledge_vectors_768 v
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version
            order by 2 limit depth;
        elsif route = 'exact' then
          return query
            select v.chunk_id, v.embedding <#> question from knowledge_vectors_768 v
            where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version and v.chunk_id > after and v.document_id = any (documents)
            order by 2 limit depth;
        elsif route = 'bits' then
          return query
            with shortlist as materialized (
              select v.chunk_id from knowledge_vectors_768 v
              where v.tenant_id = tenant and v.knowledge_base_id = base and v.embedding_version = version and v.chunk_id > after
              order by v.bits <~> question_bits limit shortlist_size
            )
            select s.chunk_id, v.embedding <#> question from shortlist s cross join lateral (
              select v.embedding from knowledge_vectors_768 v where v.tenant_id = tenant and v.chunk_id = s.chunk_id and v.embedding_version = version offset 0) v
            order by 2 limit depth;
        else
          perform set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '280', true);
          execute format('with near as materialized (
              select v.chunk_id, v.embedding <#> $1 as distance from knowledge_vectors_768 v
              where v.tenant_id = %L and v.knowledge_base_id = %L and v.embedding_version = %s and v.chunk_id <= %L %s
              order by v.embedding <#> $1 limit %s)
            select array_agg(n.chunk_id), array_agg(n.distance) from near n', tenant, base, version, after,
            case when documents is not null then 'and v.document_id = any ($2)' end, depth)
            into indexed, distances using question, documents;
          if coalesce(cardinality(indexed), 0) < depth then -- parts of the graph that cannot be reached, or few chunks
            return query select * from nearest_chunks_768(tenant, base, version, question, depth, documents, beside_index, size, no_chunk());
          else
            return query
              select * from unnest(indexed, distances)
              union all select * from nearest_chunks_768(tenant, base, version, question, depth, documents, beside_index, size, after)
              order by 2 limit depth;
          end if;
        end if;
      end $function$;
CREATE OR REPLACE FUNCTION public.no_chunk()
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$ select '00000000-0000-0000-0000-000000000000'::uuid $function$;
CREATE OR REPLACE FUNCTION public.note_channel()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, data)
    values (new.tenant_id, 'channel.' || case new.status when 'active' then 'resumed' else new.status end,
      jsonb_build_object('channelId', new.id, 'status', new.status, 'reason', new.status_reason));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_closing()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    values (new.tenant_id, 'conversation.closed', new.id,
      jsonb_build_object('conversationId', new.id, 'channelId', new.channel_id, 'endUserId', new.end_user_id, 'handledBy', new.handled_by));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_document()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, data)
    values (new.tenant_id, 'document.' || new.state,
      jsonb_build_object('documentId', new.id, 'knowledgeBaseId', new.knowledge_base_id, 'state', new.state, 'reason', new.state_reason));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_end_user()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, data)
    select new.tenant_id, 'end_user.' || c.change, jsonb_build_object('endUserId', new.id) from (values
      (case when (old.opted_out_at is null) <> (new.opted_out_at is null) then case when new.opted_out_at is null then 'opted_in' else 'opted_out' end end),
      (case when (old.blocked_at is null) <> (new.blocked_at is null) then case when new.blocked_at is null then 'unblocked' else 'blocked' end end)
    ) as c (change) where c.change is not null;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    values (new.tenant_id, case new.direction when 'inbound' then 'message.received' else 'message.' || new.state end, new.conversation_id,
      jsonb_build_object('messageId', new.id, 'conversationId', new.conversation_id, 'channelId', new.channel_id, 'seq', new.seq, 'part', new.part,
        'author', new.author, 'kind', new.kind, 'state', new.state, 'reason', new.state_reason, 'turnId', new.turn_id));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_new_messages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    select m.tenant_id, case m.direction when 'inbound' then 'message.received' else 'message.' || m.state end, m.conversation_id,
        jsonb_build_object('messageId', m.id, 'conversationId', m.conversation_id, 'channelId', m.channel_id, 'seq', m.seq, 'part', m.part,
          'author', m.author, 'kind', m.kind, 'state', m.state, 'reason', m.state_reason, 'turnId', m.turn_id)
      from new_messages m;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_quiet()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    values (new.tenant_id, 'conversation.' || case when new.quiet_since is null then 'resumed' else 'went_quiet' end, new.id,
      jsonb_build_object('conversationId', new.id, 'channelId', new.channel_id, 'endUserId', new.end_user_id));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_quota()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, data)
    select new.tenant_id, 'quota.reached', jsonb_build_object('quotaId', q.id, 'metric', q.metric, 'period', q.period, 'startsAt', new.starts_at)
    from quotas q where q.tenant_id = new.tenant_id and q.id = new.quota_id;
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_speaker()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare change constant text := case when new.handled_by = 'assistant' then 'handed_back' when new.speaker_change = 'handed_off' then 'handed_off' else 'taken_over' end;
begin
  insert into events (tenant_id, kind, conversation_id, data)
    values (new.tenant_id, 'conversation.' || change, new.id,
      jsonb_build_object('conversationId', new.id, 'channelId', new.channel_id, 'endUserId', new.end_user_id, 'handledBy', new.handled_by));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_turn()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    values (new.tenant_id, 'turn.finished', new.conversation_id,
      jsonb_build_object('turnId', new.id, 'conversationId', new.conversation_id, 'assistantId', new.assistant_id, 'state', new.state, 'outcome', new.outcome));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.note_webhook_endpoint()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into events (tenant_id, kind, data)
    values (new.tenant_id, 'webhook_endpoint.disabled', jsonb_build_object('webhookEndpointId', new.id, 'reason', new.disabled_reason));
  return null;
end $function$;
CREATE OR REPLACE FUNCTION public.number_events(most integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare tenant uuid; reached bigint; counted int; total int := 0;
begin
  for tenant in select distinct e.tenant_id from events e where e.position is null order by 1 loop
    insert into event_positions (tenant_id) values (tenant) on conflict do nothing;
    select p.last_position into reached from event_positions p where p.tenant_id = tenant for update skip locked;
    continue when not found;
    with waiting as (
      select e.id, row_number() over (order by e.entry) as rank from events e
        where e.tenant_id = tenant and e.position is null order by e.entry limit most
    ), numbered as (
      update events e set position = reached + w.rank from waiting w where e.tenant_id = tenant and e.id = w.id
        returning e.id, e.position, e.kind, e.data
    ), delivered as (
      insert into webhook_deliveries (tenant_id, endpoint_id, event_id)
        select tenant, h.id, n.id from numbered n join webhook_endpoints h on h.tenant_id = tenant and h.is_enabled
        where case n.kind
          when 'webhook_endpoint.tested' then h.id = (n.data ->> 'webhookEndpointId')::uuid
          else h.kinds = '{}' or n.kind = any (h.kinds) end
        order by n.position
    )
    select count(*) into counted from numbered;
    update event_positions p set last_position = reached + counted where p.tenant_id = tenant;
    total := total + counted;
  end loop;
  return total;
end $function$;
CREATE OR REPLACE FUNCTION public.publication_lock(base uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $function$ select hashtextextended('publication:' || base, 0) $function$;
CREATE OR REPLACE FUNCTION public.publish_chunks(tenant uuid, document uuid, base uuid, version integer, dimension integer)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  replaced record; words bigint; tokens int; spoken text[]; mostly_spoken text; size int; sampled_size int;
begin
  perform pg_advisory_xact_lock_shared(publication_lock(base));
  if exists (select from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document) and not exists (
    select from knowledge_bases b where b.tenant_id = tenant and b.id = base and b.embedding_version = version and b.embedding_dimension = dimension) then
    return null;
  end if;
  replaced := replace_chunks(tenant, document, base, version, dimension);
  words := index_words(tenant, document, base);
  with spent as (delete from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document returning d.token_count, d.language)
  select coalesce(sum(s.token_count), 0), coalesce(array_agg(distinct s.language), '{}'), mode() within group (order by s.language)
    into tokens, spoken, mostly_spoken from spent s;

  -- Last, because other documents of the knowledge base wait for these rows.
  update knowledge_documents d set chunk_count = replaced.added, token_count = tokens, language = mostly_spoken where d.tenant_id = tenant and d.id = document;
  update knowledge_bases b set chunk_count = greatest(0, b.chunk_count + replaced.added - replaced.removed),
      languages = array(select unnest(b.languages) union select unnest(spoken) order by 1)
    where b.tenant_id = tenant and b.id = base returning b.chunk_count into size;
  insert into knowledge_lexicons as l (tenant_id, knowledge_base_id, chunk_count, word_count) values (tenant, base, replaced.added, words)
    on conflict (tenant_id, knowledge_base_id) do update set chunk_count = l.chunk_count + excluded.chunk_count, word_count = l.word_count + excluded.word_count
    returning l.sampled_chunk_count into sampled_size;
  if size >= 2000 and size > 1.2 * sampled_size then perform count_common_words(tenant, base, size); end if;
  return replaced.added;
end $function$;
CREATE OR REPLACE FUNCTION public.published_settings(tenant uuid, assistant uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.queue_bubble(tenant uuid, bubble jsonb)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.read_inbox(tenant uuid, conversation uuid, recent integer, most integer)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.record_inbound(batch jsonb)
 RETURNS TABLE(list text, ref integer, outcome text, tenant_id uuid, conversation_id uuid, media_id uuid)
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
 SET enable_material TO 'off'
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.record_messages(tenant uuid, items public.inbound_message[])
 RETURNS TABLE(ref integer, outcome text, conversation_id uuid, media_id uuid)
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.record_receipt(tenant uuid, conversation uuid, seq integer, shows_typing boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform commit_without_waiting(), set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', tenant::text, true);
  update conversations c set read_through_seq = greatest(c.read_through_seq, seq), typing_sent_at = case when shows_typing then clock_timestamp() else c.typing_sent_at end
    where c.tenant_id = tenant and c.id = conversation;
end $function$;
CREATE OR REPLACE FUNCTION public.record_send(tenant uuid, message uuid, change jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.record_statuses(tenant uuid, items public.delivery_status[])
 RETURNS TABLE(ref integer, outcome text, conversation_id uuid)
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.record_turn_end(tenant uuid, ending jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  update turns t set state = ending ->> 'state', outcome = ending ->> 'outcome', model = ending ->> 'model',
    model_calls = (ending ->> 'modelCalls')::int, prompt_tokens = (ending ->> 'promptTokens')::int, output_tokens = (ending ->> 'outputTokens')::int,
    steps = ending -> 'steps', passages = ending -> 'passages', retrieval = ending -> 'retrieval', calls = ending -> 'calls',
    error_code = ending ->> 'errorCode', finished_at = now()
    where t.tenant_id = tenant and t.id = (ending ->> 'turnId')::uuid and t.state is not distinct from 'running';
end $function$;
CREATE OR REPLACE FUNCTION public.record_usage(tenant uuid, records jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.rename_writers(tenant uuid, items public.inbound_message[], writers uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.replace_chunks(tenant uuid, document uuid, base uuid, version integer, dimension integer, OUT removed integer, OUT added integer)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
begin
  delete from knowledge_chunks c where c.tenant_id = tenant and c.document_id = document;
  get diagnostics removed = row_count;
  insert into knowledge_chunks (tenant_id, id, knowledge_base_id, document_id, ordinal, heading, page, content, token_count, language, embedding_hash)
    select tenant, d.chunk_id, base, document, d.ordinal, d.heading, d.page, d.content, d.token_count, d.language, d.embedding_hash
    from knowledge_chunk_drafts d where d.tenant_id = tenant and d.document_id = document order by d.ordinal;
  get diagnostics added = row_count;
  execute format('insert into knowledge_vectors_%s (tenant_id, knowledge_base_id, embedding_version, chunk_id, document_id, embedding)
    select $1, $3, $4, v.chunk_id, $2, v.embedding from knowledge_draft_vectors v
    where v.tenant_id = $1 and v.document_id = $2 order by v.chunk_id', dimension) using tenant, document, base, version;
  delete from knowledge_draft_vectors v where v.tenant_id = tenant and v.document_id = document;
end $function$;
CREATE OR REPLACE FUNCTION public.reserve_quota(tenant uuid, turn uuid, wanted jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare spent constant uuid := find_spent_quota(tenant, wanted);
begin
  if spent is null then perform hold_quota(tenant, turn, wanted); end if;
  return spent;
end $function$;
CREATE OR REPLACE FUNCTION public.said_messages(tenant uuid, conversation uuid, after_seq integer, through_seq integer, most integer)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select json_agg(json_build_object('seq', s.seq, 'part', s.part, 'author', s.author, 'content', s.content, 'state', s.state,
        'at', coalesce(s.sent_at, s.created_at)) order by s.seq, s.part)
    from (
      select m.seq, m.part, m.author, m.content, m.state, m.sent_at, m.created_at from messages m
      where m.tenant_id = tenant and m.conversation_id = conversation and m.seq > after_seq and m.seq <= through_seq
        and m.state not in ('cancelled', 'failed')
      order by m.seq desc, m.part desc limit most) as s);
end $function$;
CREATE OR REPLACE FUNCTION public.search_knowledge(tenant uuid, bases uuid[], versions integer[], dimension integer, question public.halfvec, words text, hit_limit integer, filter jsonb DEFAULT NULL::jsonb, forced_route text DEFAULT NULL::text, neighbour_hits integer DEFAULT 0)
 RETURNS TABLE(chunk_id uuid, document_id uuid, document_name text, knowledge_base_id uuid, ordinal integer, heading text, page integer, content text, token_count integer, similarity double precision, vector_rank integer, text_rank integer, text_score double precision, coverage double precision, score double precision, neighbours jsonb)
 LANGUAGE plpgsql
 STABLE
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  depth constant int := least(200, greatest(30, 2 * hit_limit));
  base record; documents uuid[]; document_chunks bigint; route text; after uuid;
  ids uuid[]; distances float8[];
  near_ids uuid[] := '{}'; near_distances float8[] := '{}';
  word_ids uuid[] := '{}'; word_scores float8[] := '{}'; word_coverages float8[] := '{}'; word_hits boolean[] := '{}';
  hits knowledge_hit[];
begin
  perform set_config('role', 'sylion_tenant', true), set_config('app.tenant_id', coalesce(tenant::text, ''), true);
  for base in
    select b.id, asked.version, b.chunk_count,
      exists (select from knowledge_documents d where d.tenant_id = tenant and d.knowledge_base_id = b.id and d.state = 'deleting') as has_leaving,
      (select coalesce(i.last_chunk_id, last_chunk()) from knowledge_vector_indexes i where i.tenant_id = tenant and i.knowledge_base_id = b.id
        and i.embedding_version = asked.version and i.state = 'ready') as indexed_to
    from unnest(bases, versions) as asked (id, version)
      cross join lateral (select * from knowledge_bases b where b.tenant_id = tenant and b.id = asked.id and b.deleted_at is null offset 0) b
    where b.chunk_count > 0
  loop
    documents := null;
    if base.has_leaving or filter is not null then
      select coalesce(array_agg(d.id), '{}'), coalesce(sum(d.chunk_count), 0) into documents, document_chunks from knowledge_documents d
        where d.tenant_id = tenant and d.knowledge_base_id = base.id and d.state <> 'deleting' and d.chunk_count > 0 and (filter is null or d.metadata @> filter);
    end if;
    ids := '{}';
    if question is not null then
      route := coalesce(forced_route, case
        when filter is not null then case when document_chunks < base.chunk_count / 4 then 'documents' else 'exact' end
        when base.indexed_to is not null then 'ann'
        when base.chunk_count < 1500 or base.has_leaving then 'exact'
        else 'bits' end);
      after := case when route = 'ann' then coalesce(base.indexed_to, no_chunk()) else no_chunk() end;
      if dimension = 768 then
        select array_agg(n.chunk_id), array_agg(n.distance) into ids, distances from nearest_chunks_768(tenant, base.id, base.version, question, depth, documents, route, base.chunk_count, after) n;
      else
        select array_agg(n.chunk_id), array_agg(n.distance) into ids, distances from nearest_chunks_1536(tenant, base.id, base.version, question, depth, documents, route, base.chunk_count, after) n;
      end if;
      near_ids := near_ids || ids;
      near_distances := near_distances || distances;
    end if;
    if words <> '' then
      select word_ids || array_agg(m.chunk_id), word_scores || array_agg(m.score), word_coverages || array_agg(m.coverage), word_hits || array_agg(m.is_hit)
        into word_ids, word_scores, word_coverages, word_hits from match_knowledge_terms(tenant, base.id, words, documents, ids, depth) m;
    end if;
  end loop;

  if cardinality(word_ids) > 0 then
    with near as (
      select n.id, n.distance, row_number() over (order by n.distance, n.id) as rank from unnest(near_ids, near_distances) as n (id, distance)
      order by 2, 1 limit depth
    ), worded as (
      select w.id, w.score, w.coverage, case when w.is_hit then row_number() over (order by w.score desc, w.id) end as rank
      from unnest(word_ids, word_scores, word_coverages, word_hits) as w (id, score, coverage, is_hit)
    ), fused as (
      select id, n.distance, n.rank as near_rank, w.rank as word_rank, case when w.rank is not null then w.score end as word_score,
        coalesce(w.coverage, 0) as coverage, coalesce(1.0 / (60 + n.rank), 0) + coalesce(1.0 / (60 + w.rank), 0) as score
      from near n full join worded w using (id) where n.rank is not null or w.rank is not null
      order by score desc, near_rank, id limit hit_limit
    )
    select array_agg(row(f.*)::knowledge_hit order by f.score desc, f.near_rank, f.id) into hits from fused f;
  else
    select array_agg(row(n.id, n.distance, n.rank, null, null, 0, 1.0 / (60 + n.rank))::knowledge_hit order by n.rank) into hits from (
      select n.id, n.distance, row_number() over (order by n.distance, n.id) as rank from unnest(near_ids, near_distances) as n (id, distance)
      order by 2, 1 limit hit_limit) n;
  end if;

  return query
    select c.id, c.document_id, d.name, c.knowledge_base_id, c.ordinal, c.heading, c.page, c.content, c.token_count,
      case when f.distance is not null then -f.distance when question is null then null
        when dimension = 768 then (select -(v.embedding <#> question) from knowledge_vectors_768 v
          where v.tenant_id = tenant and v.chunk_id = f.id and v.embedding_version = versions[array_position(bases, c.knowledge_base_id)])
        else (select -(v.embedding <#> question) from knowledge_vectors_1536 v
          where v.tenant_id = tenant and v.chunk_id = f.id and v.embedding_version = versions[array_position(bases, c.knowledge_base_id)]) end,
      f.near_rank, f.word_rank, f.word_score, f.coverage, f.score,
      case when f.place > neighbour_hits then '[]' else (
        select coalesce(jsonb_agg(jsonb_build_object('chunkId', a.id, 'ordinal', a.ordinal, 'text', a.content, 'tokenCount', a.token_count) order by a.ordinal), '[]')
        from knowledge_chunks a where a.tenant_id = tenant and a.document_id = c.document_id and a.ordinal = any (array[c.ordinal - 1, c.ordinal + 1])) end
    from unnest(hits) with ordinality as f (id, distance, near_rank, word_rank, word_score, coverage, score, place)
      cross join lateral (select * from knowledge_chunks c where c.tenant_id = tenant and c.id = f.id offset 0) c
      cross join lateral (select d.name from knowledge_documents d where d.tenant_id = tenant and d.id = c.document_id and d.state <> 'deleting' offset 0) d
    order by f.place;
end $function$;
CREATE OR REPLACE FUNCTION public.settle_inbound(tenant uuid, turn uuid, settled jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare ids constant uuid[] := array(select jsonb_array_elements_text(settled -> 'messageIds'))::uuid[];
begin
  update messages m set state = settled ->> 'state', state_reason = settled ->> 'reason', turn_id = turn, updated_at = now()
    where m.tenant_id = tenant and m.id = any (ids) and m.state is not distinct from 'received';
end $function$;
CREATE OR REPLACE FUNCTION public.settle_quota(tenant uuid, turn uuid, used jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.split_bubble(tenant uuid, message uuid, texts text[], ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
end $function$;
CREATE OR REPLACE FUNCTION public.start_turn(tenant uuid, turn jsonb, is_admitted boolean, call jsonb)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare talk conversations;
begin
  update conversations c set claim = c.claim + 1, claimed_until = clock_timestamp() + (turn ->> 'leaseMs')::int * interval '1 ms', updated_at = now()
    where c.tenant_id = tenant and c.id = (turn ->> 'conversationId')::uuid returning c.* into strict talk;
  insert into turns (tenant_id, id, conversation_id, channel_id, assistant_id, assistant_version, claim, epoch, admitted_at, model_call_started_at, model, prompt_tokens)
    values (tenant, (turn ->> 'turnId')::uuid, talk.id, talk.channel_id, (turn ->> 'assistantId')::uuid, (turn ->> 'assistantVersion')::int, talk.claim,
      (turn ->> 'epoch')::int, case when is_admitted then clock_timestamp() end, case when call is not null then now() end, call ->> 'model',
      coalesce((call ->> 'promptTokens')::int, 0));
  return talk.claim;
end $function$;
CREATE OR REPLACE FUNCTION public.term_frequency(terms tsvector, word tsquery)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select width_bucket(ts_rank('{1,1,1,1}', terms, word), '{0.3,0.68,0.79,0.846,0.877,0.898,0.913,0.924}'::float4[])
$function$;
CREATE OR REPLACE FUNCTION public.text_configuration(language text)
 RETURNS regconfig
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case language
    when 'ar' then 'arabic'::regconfig when 'de' then 'german'::regconfig when 'en' then 'english'::regconfig
    when 'es' then 'spanish'::regconfig when 'fr' then 'french'::regconfig when 'it' then 'italian'::regconfig
    when 'nl' then 'dutch'::regconfig when 'pt' then 'portuguese'::regconfig else 'simple'::regconfig end
$function$;
CREATE OR REPLACE FUNCTION public.tombstone_digest(key bytea, provider_message_id text)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select substring(sha256(key || sha256(key || convert_to(provider_message_id, 'UTF8'))) for 16)
$function$;
CREATE OR REPLACE FUNCTION public.unanswered_messages(tenant uuid, conversation uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select json_agg(json_build_object('id', m.id, 'seq', m.seq, 'content', m.content, 'providerMessageId', m.provider_message_id,
        'receivedAt', m.created_at, 'writtenAt', coalesce(m.provider_at, m.created_at),
        'media', case when mm.id is not null then json_build_object(
          'state', mm.state, 'uri', mm.object_uri, 'mimeType', mm.mime_type, 'filename', mm.filename) end
      ) order by m.provider_at, m.seq)
    from messages m left join message_media mm on mm.tenant_id = m.tenant_id and mm.message_id = m.id
    where m.tenant_id = tenant and m.conversation_id = conversation and m.state = 'received');
end $function$;
CREATE OR REPLACE FUNCTION public.word_query(word text)
 RETURNS tsquery
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery
$function$;

-- Tables
create table public.api_keys (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  role text not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  scopes text[],
  previous_secret_hash bytea,
  previous_prefix text,
  previous_expires_at timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  constraint api_keys_pkey PRIMARY KEY (tenant_id, id),
  constraint api_keys_previous_secret_hash_key UNIQUE (previous_secret_hash),
  constraint api_keys_secret_hash_key UNIQUE (secret_hash),
  constraint api_keys_previous_secret CHECK ((num_nulls(previous_secret_hash, previous_prefix, previous_expires_at) = ANY (ARRAY[0, 3]))),
  constraint api_keys_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'agent'::text, 'viewer'::text])))
);
create table public.assistant_knowledge_bases (
  tenant_id uuid not null,
  assistant_id uuid not null,
  knowledge_base_id uuid not null,
  constraint assistant_knowledge_bases_pkey PRIMARY KEY (tenant_id, assistant_id, knowledge_base_id)
);
create table public.assistant_versions (
  tenant_id uuid not null,
  assistant_id uuid not null,
  number integer not null,
  settings jsonb not null,
  note text,
  rolled_back_to integer,
  publisher_kind text not null,
  publisher_id text,
  published_at timestamp with time zone not null default now(),
  constraint assistant_versions_pkey PRIMARY KEY (tenant_id, assistant_id, number),
  constraint assistant_versions_number_check CHECK ((number > 0))
);
create table public.assistants (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  instructions text not null default ''::text,
  model_tier text not null default 'flash'::text,
  model text,
  locale text not null default 'en'::text,
  temperature real not null default 0.3,
  max_output_tokens integer not null default 1024,
  tools text[] not null default '{hand_off_to_human}'::text[],
  coalescing jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  knowledge jsonb not null default '{}'::jsonb,
  published_version integer not null default 0,
  published_at timestamp with time zone not null default now(),
  draft jsonb,
  language text not null default 'end_user'::text,
  texts jsonb not null default '{}'::jsonb,
  business_hours jsonb,
  hand_off_rules jsonb not null default '{}'::jsonb,
  end_user_limits jsonb not null default '{}'::jsonb,
  breaks_loops boolean not null default true,
  outage_rules jsonb not null default '{}'::jsonb,
  constraint assistants_pkey PRIMARY KEY (tenant_id, id),
  constraint assistants_language_check CHECK ((language = ANY (ARRAY['end_user'::text, 'fixed'::text]))),
  constraint assistants_max_output_tokens_check CHECK (((max_output_tokens >= 16) AND (max_output_tokens <= 65536))),
  constraint assistants_model_tier_check CHECK ((model_tier = ANY (ARRAY['flash'::text, 'pro'::text]))),
  constraint assistants_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint assistants_published_version_check CHECK ((published_version >= 0)),
  constraint assistants_temperature_check CHECK (((temperature >= (0)::double precision) AND (temperature <= (2)::double precision)))
);
create table public.audit_log (
  tenant_id uuid not null,
  id uuid not null,
  occurred_at timestamp with time zone not null default now(),
  actor_kind text not null,
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  before jsonb,
  after jsonb,
  request_id text,
  constraint audit_log_pkey PRIMARY KEY (tenant_id, id),
  constraint audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['platform'::text, 'api_key'::text, 'user'::text, 'end_user'::text, 'system'::text])))
);
create table public.channel_tasks (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  kind text not null,
  state text not null default 'requested'::text,
  result jsonb,
  failure text,
  requested_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  claimed_until timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  constraint channel_tasks_pkey PRIMARY KEY (tenant_id, id),
  constraint channel_tasks_kind_check CHECK ((kind = ANY (ARRAY['verify'::text, 'sync_templates'::text, 'ask_model'::text]))),
  constraint channel_tasks_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
create table public.channels (
  tenant_id uuid not null,
  id uuid not null,
  assistant_id uuid,
  provider text not null,
  provider_key text not null,
  account_key text,
  identity_scope text not null,
  display_phone_number text not null,
  name text not null,
  credentials_ciphertext bytea not null,
  status text not null default 'active'::text,
  status_reason text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  status_changed_at timestamp with time zone not null default now(),
  constraint channels_pkey PRIMARY KEY (tenant_id, id),
  constraint channels_id_key UNIQUE (id),
  constraint channels_provider_provider_key_key UNIQUE (provider, provider_key),
  constraint channels_provider_check CHECK ((provider = ANY (ARRAY['meta'::text, '360dialog'::text, 'twilio'::text]))),
  constraint channels_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'needs_reauth'::text])))
);
create table public.conversations (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  end_user_id uuid not null,
  handled_by text not null default 'assistant'::text,
  epoch integer not null default 0,
  claim integer not null default 0,
  claimed_until timestamp with time zone,
  next_seq integer not null default 1,
  last_inbound_at timestamp with time zone,
  last_inbound_seq integer not null default 0,
  last_message_at timestamp with time zone,
  reply_phone text,
  reply_bsuid text,
  summary text,
  summary_through_seq integer not null default 0,
  over_quota_notified_at timestamp with time zone,
  typing_sent_at timestamp with time zone,
  read_through_seq integer not null default 0,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  speaker_change text,
  welcomed_at timestamp with time zone,
  closed_notified_at timestamp with time zone,
  unknown_count integer not null default 0,
  closed_at timestamp with time zone,
  unanswered_since timestamp with time zone,
  unanswered_count integer not null default 0,
  quiet_since timestamp with time zone,
  rate_notified_at timestamp with time zone,
  apologised_at timestamp with time zone,
  answer_not_before timestamp with time zone,
  constraint conversations_pkey PRIMARY KEY (tenant_id, id),
  constraint conversations_tenant_id_channel_id_end_user_id_key UNIQUE (tenant_id, channel_id, end_user_id),
  constraint conversations_handled_by_check CHECK ((handled_by = ANY (ARRAY['assistant'::text, 'human'::text]))),
  constraint conversations_speaker_change_check CHECK ((speaker_change = ANY (ARRAY['taken_over'::text, 'handed_off'::text, 'handed_back'::text])))
);
create table public.end_user_identities (
  tenant_id uuid not null,
  id uuid not null,
  end_user_id uuid not null,
  kind text not null,
  scope text not null default ''::text,
  value text not null,
  retired_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint end_user_identities_pkey PRIMARY KEY (tenant_id, id),
  constraint end_user_identities_kind_check CHECK ((kind = ANY (ARRAY['bsuid'::text, 'phone'::text, 'username'::text])))
);
create table public.end_users (
  tenant_id uuid not null,
  id uuid not null,
  display_name text,
  locale text,
  opted_out_at timestamp with time zone,
  blocked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  notes text,
  is_name_kept boolean not null default false,
  search_name text generated always as (public.fold_name(display_name)) stored,
  constraint end_users_pkey PRIMARY KEY (tenant_id, id)
);
create table public.erasures (
  tenant_id uuid not null,
  id uuid not null,
  end_user_id uuid not null,
  state text not null default 'requested'::text,
  requested_by_kind text not null,
  requested_by_id text,
  requested_at timestamp with time zone not null default now(),
  rows_erased_at timestamp with time zone,
  done_at timestamp with time zone,
  counts jsonb not null default '{}'::jsonb,
  leftovers jsonb,
  certificate jsonb,
  not_before timestamp with time zone not null default now(),
  claimed_until timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  constraint erasures_pkey PRIMARY KEY (tenant_id, id),
  constraint erasures_tenant_id_end_user_id_key UNIQUE (tenant_id, end_user_id),
  constraint erasures_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'rows_erased'::text, 'done'::text])))
);
create table public.event_positions (
  tenant_id uuid not null,
  last_position bigint not null default 0,
  constraint event_positions_pkey PRIMARY KEY (tenant_id)
);
create table public.events (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  entry bigint not null generated by default as identity,
  "position" bigint,
  kind text not null,
  conversation_id uuid,
  data jsonb not null default '{}'::jsonb,
  occurred_at timestamp with time zone not null default clock_timestamp(),
  constraint events_pkey PRIMARY KEY (tenant_id, id)
);
create table public.heartbeats (
  instance uuid not null,
  app text not null,
  roles text[] not null,
  started_at timestamp with time zone not null default now(),
  beat_at timestamp with time zone not null default now(),
  constraint heartbeats_pkey PRIMARY KEY (instance)
);
create table public.idempotent_platform_requests (
  caller text not null,
  key_hash bytea not null,
  fingerprint bytea not null,
  answer_ciphertext bytea,
  running_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint idempotent_platform_requests_pkey PRIMARY KEY (caller, key_hash)
);
create table public.idempotent_requests (
  tenant_id uuid not null,
  caller text not null,
  key_hash bytea not null,
  fingerprint bytea not null,
  answer_ciphertext bytea,
  running_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  subject_id uuid,
  constraint idempotent_requests_pkey PRIMARY KEY (tenant_id, caller, key_hash)
);
create table public.knowledge_bases (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  mode text not null default 'local'::text,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  embedding_model text not null default 'gemini-embedding-001'::text,
  embedding_dimension integer not null default 768,
  embedding_version integer not null default 1,
  next_embedding_model text,
  next_embedding_dimension integer,
  languages text[] not null default '{}'::text[],
  chunk_count integer not null default 0,
  deleted_at timestamp with time zone,
  constraint knowledge_bases_pkey PRIMARY KEY (tenant_id, id),
  constraint knowledge_bases_embedding_dimension_check CHECK ((embedding_dimension = ANY (ARRAY[768, 1536]))),
  constraint knowledge_bases_mode_check CHECK ((mode = ANY (ARRAY['local'::text, 'vertex_search'::text]))),
  constraint knowledge_bases_next_embedding_dimension_check CHECK ((next_embedding_dimension = ANY (ARRAY[768, 1536])))
);
create table public.knowledge_chunk_drafts (
  tenant_id uuid not null,
  document_id uuid not null,
  ordinal integer not null,
  chunk_id uuid not null,
  heading text,
  page integer,
  content text not null,
  token_count integer not null,
  language text not null,
  search_text text not null,
  embedding_hash bytea not null,
  constraint knowledge_chunk_drafts_pkey PRIMARY KEY (tenant_id, document_id, ordinal)
);
create table public.knowledge_chunks (
  tenant_id uuid not null,
  id uuid not null,
  knowledge_base_id uuid not null,
  document_id uuid not null,
  ordinal integer not null,
  heading text,
  page integer,
  content text not null,
  token_count integer not null,
  created_at timestamp with time zone not null default now(),
  language text not null default 'simple'::text,
  embedding_hash bytea,
  constraint knowledge_chunks_pkey PRIMARY KEY (tenant_id, id)
);
create table public.knowledge_common_words (
  tenant_id uuid not null,
  knowledge_base_id uuid not null,
  word text not null,
  chunk_count integer not null,
  constraint knowledge_common_words_pkey PRIMARY KEY (tenant_id, knowledge_base_id, word)
);
create table public.knowledge_documents (
  tenant_id uuid not null,
  id uuid not null,
  knowledge_base_id uuid not null,
  name text not null,
  mime_type text not null,
  object_path text,
  size_bytes bigint,
  sha256 bytea,
  state text not null default 'queued'::text,
  state_reason text,
  pages_total integer,
  pages_with_text integer,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  source_kind text not null default 'upload'::text,
  source_uri text,
  metadata jsonb not null default '{}'::jsonb,
  stage text,
  version integer not null default 0,
  live_sha256 bytea,
  language text,
  chunk_count integer not null default 0,
  token_count integer not null default 0,
  planned_chunks integer,
  embedded_chunks integer,
  draft_key bytea,
  import_operation text,
  claim integer not null default 0,
  claimed_until timestamp with time zone,
  ready_at timestamp with time zone,
  constraint knowledge_documents_pkey PRIMARY KEY (tenant_id, id),
  constraint knowledge_documents_by_base UNIQUE (tenant_id, knowledge_base_id, id),
  constraint knowledge_documents_source_kind_check CHECK ((source_kind = ANY (ARRAY['upload'::text, 'uri'::text, 'web'::text]))),
  constraint knowledge_documents_stage_check CHECK ((stage = ANY (ARRAY['fetch'::text, 'extract'::text, 'split'::text, 'embed'::text, 'replace'::text, 'import'::text]))),
  constraint knowledge_documents_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'processing'::text, 'ready'::text, 'needs_ocr'::text, 'failed'::text, 'deleting'::text])))
);
create table public.knowledge_draft_vectors (
  tenant_id uuid not null,
  document_id uuid not null,
  chunk_id uuid not null,
  embedding public.halfvec not null,
  constraint knowledge_draft_vectors_pkey PRIMARY KEY (tenant_id, document_id, chunk_id)
);
create table public.knowledge_hit_tests (
  tenant_id uuid not null,
  id uuid not null,
  knowledge_base_id uuid not null,
  query text not null,
  request jsonb not null default '{}'::jsonb,
  hits jsonb not null,
  timings jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint knowledge_hit_tests_pkey PRIMARY KEY (tenant_id, id)
);
create table public.knowledge_lexicons (
  tenant_id uuid not null,
  knowledge_base_id uuid not null,
  chunk_count bigint not null default 0,
  word_count bigint not null default 0,
  sampled_chunk_count integer not null default 0,
  constraint knowledge_lexicons_pkey PRIMARY KEY (tenant_id, knowledge_base_id)
);
create table public.knowledge_terms (
  tenant_id uuid not null,
  knowledge_base_id uuid not null,
  chunk_id uuid not null,
  document_id uuid not null,
  language text not null,
  word_count integer not null,
  terms tsvector not null,
  constraint knowledge_terms_pkey PRIMARY KEY (tenant_id, chunk_id)
);
create table public.knowledge_vector_indexes (
  tenant_id uuid not null,
  knowledge_base_id uuid not null,
  embedding_version integer not null,
  embedding_dimension integer not null default 768,
  state text not null default 'building'::text,
  index_name text not null,
  chunk_count integer not null,
  created_at timestamp with time zone not null default now(),
  ready_at timestamp with time zone,
  last_chunk_id uuid,
  constraint knowledge_vector_indexes_pkey PRIMARY KEY (tenant_id, knowledge_base_id, embedding_version),
  constraint knowledge_vector_indexes_embedding_dimension_check CHECK ((embedding_dimension = ANY (ARRAY[768, 1536]))),
  constraint knowledge_vector_indexes_state_check CHECK ((state = ANY (ARRAY['building'::text, 'ready'::text])))
);
create table public.knowledge_vectors_1536 (
  tenant_id uuid not null,
  knowledge_base_id uuid not null,
  embedding_version integer not null,
  chunk_id uuid not null,
  document_id uuid not null,
  embedding public.halfvec(1536) not null,
  bits bit(1536) not null generated always as ((public.binary_quantize(embedding))::bit(1536)) stored,
  constraint knowledge_vectors_1536_pkey PRIMARY KEY (tenant_id, chunk_id, embedding_version)
);
create table public.knowledge_vectors_768 (
  tenant_id uuid not null,
  knowledge_base_id uuid not null,
  embedding_version integer not null,
  chunk_id uuid not null,
  document_id uuid not null,
  embedding public.halfvec(768) not null,
  bits bit(768) not null generated always as ((public.binary_quantize(embedding))::bit(768)) stored,
  constraint knowledge_vectors_768_pkey PRIMARY KEY (tenant_id, chunk_id, embedding_version)
);
create table public.message_media (
  tenant_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  provider_media_id text,
  provider_url text,
  mime_type text not null,
  filename text,
  expected_sha256 text,
  object_path text,
  object_uri text,
  size_bytes bigint,
  state text not null default 'pending'::text,
  state_reason text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint message_media_pkey PRIMARY KEY (tenant_id, id),
  constraint message_media_tenant_id_message_id_key UNIQUE (tenant_id, message_id),
  constraint message_media_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'ready'::text, 'failed'::text])))
);
create table public.message_templates (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  provider_template_id text not null,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  components jsonb not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint message_templates_pkey PRIMARY KEY (tenant_id, id),
  constraint message_templates_tenant_id_channel_id_name_language_key UNIQUE (tenant_id, channel_id, name, language)
);
create table public.message_tombstones (
  tenant_id uuid not null,
  channel_id uuid not null,
  digest bytea not null,
  expires_at timestamp with time zone,
  constraint message_tombstones_pkey PRIMARY KEY (tenant_id, channel_id, digest)
);
create table public.messages (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  seq integer not null,
  part integer not null default 0,
  direction text not null,
  author text not null,
  kind text not null,
  content jsonb not null,
  raw jsonb,
  provider_message_id text,
  reply_to text,
  turn_id uuid,
  epoch integer,
  state text not null,
  state_reason text,
  attempts integer not null default 0,
  is_rendered boolean not null default false,
  not_before timestamp with time zone,
  sending_at timestamp with time zone,
  provider_at timestamp with time zone,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint messages_pkey PRIMARY KEY (tenant_id, id),
  constraint messages_tenant_id_conversation_id_seq_part_key UNIQUE (tenant_id, conversation_id, seq, part),
  constraint messages_author_check CHECK ((author = ANY (ARRAY['end_user'::text, 'assistant'::text, 'human'::text, 'system'::text]))),
  constraint messages_check CHECK (
CASE direction
    WHEN 'inbound'::text THEN (state = ANY (ARRAY['received'::text, 'answered'::text, 'handed_off'::text, 'skipped'::text]))
    ELSE (state = ANY (ARRAY['queued'::text, 'sending'::text, 'unknown'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'cancelled'::text]))
END),
  constraint messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text])))
);
create table public.playground_runs (
  tenant_id uuid not null,
  id uuid not null,
  assistant_id uuid not null,
  state text not null default 'queued'::text,
  request jsonb not null,
  result jsonb,
  error_code text,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  claimed_until timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  constraint playground_runs_pkey PRIMARY KEY (tenant_id, id),
  constraint playground_runs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
create table public.provider_events (
  tenant_id uuid not null,
  id uuid not null,
  channel_id uuid,
  field text not null,
  outcome text not null,
  reason text not null,
  payload jsonb not null,
  received_at timestamp with time zone not null default now(),
  constraint provider_events_pkey PRIMARY KEY (tenant_id, id),
  constraint provider_events_outcome_check CHECK ((outcome = ANY (ARRAY['applied'::text, 'ignored'::text])))
);
create table public.quota_periods (
  tenant_id uuid not null,
  quota_id uuid not null,
  starts_at timestamp with time zone not null,
  used bigint not null default 0,
  reserved bigint not null default 0,
  reached_at timestamp with time zone,
  constraint quota_periods_pkey PRIMARY KEY (tenant_id, quota_id, starts_at),
  constraint quota_periods_reserved_check CHECK ((reserved >= 0)),
  constraint quota_periods_used_check CHECK ((used >= 0))
);
create table public.quota_reservations (
  tenant_id uuid not null,
  turn_id uuid not null,
  quota_id uuid not null,
  starts_at timestamp with time zone not null,
  amount bigint not null,
  settled_amount bigint,
  state text not null default 'held'::text,
  created_at timestamp with time zone not null default now(),
  constraint quota_reservations_pkey PRIMARY KEY (tenant_id, turn_id, quota_id),
  constraint quota_reservations_amount_check CHECK ((amount >= 0)),
  constraint quota_reservations_state_check CHECK ((state = ANY (ARRAY['held'::text, 'settled'::text])))
);
create table public.quotas (
  tenant_id uuid not null,
  id uuid not null,
  metric text not null,
  period text not null,
  limit_amount bigint not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint quotas_pkey PRIMARY KEY (tenant_id, id),
  constraint quotas_tenant_id_metric_period_key UNIQUE (tenant_id, metric, period),
  constraint quotas_limit_amount_check CHECK ((limit_amount >= 0)),
  constraint quotas_metric_check CHECK ((metric = ANY (ARRAY['replies'::text, 'model_tokens'::text, 'embedding_tokens'::text]))),
  constraint quotas_period_check CHECK ((period = ANY (ARRAY['day'::text, 'month'::text])))
);
create table public.retention_policies (
  tenant_id uuid not null,
  messages_days integer,
  media_days integer,
  turns_days integer,
  provider_events_days integer,
  hit_tests_days integer,
  next_sweep_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  end_users_days integer,
  swept_at timestamp with time zone,
  constraint retention_policies_pkey PRIMARY KEY (tenant_id),
  constraint retention_policies_end_users_days_check CHECK (((end_users_days >= 1) AND (end_users_days <= 3650))),
  constraint retention_policies_hit_tests_days_check CHECK (((hit_tests_days >= 1) AND (hit_tests_days <= 3650))),
  constraint retention_policies_media_days_check CHECK (((media_days >= 1) AND (media_days <= 3650))),
  constraint retention_policies_messages_days_check CHECK (((messages_days >= 1) AND (messages_days <= 3650))),
  constraint retention_policies_provider_events_days_check CHECK (((provider_events_days >= 1) AND (provider_events_days <= 3650))),
  constraint retention_policies_turns_days_check CHECK (((turns_days >= 1) AND (turns_days <= 3650)))
);
create table public.tenants (
  id uuid not null,
  tenant_id uuid not null generated always as (id) stored,
  slug text not null,
  name text not null,
  status text not null default 'active'::text,
  plan text not null default 'standard'::text,
  default_locale text not null default 'en'::text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint tenants_pkey PRIMARY KEY (id),
  constraint tenants_slug_key UNIQUE (slug),
  constraint tenants_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint tenants_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint tenants_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text])))
);
create table public.tombstone_keys (
  tenant_id uuid not null,
  key bytea not null,
  constraint tombstone_keys_pkey PRIMARY KEY (tenant_id)
);
create table public.turns (
  tenant_id uuid not null,
  id uuid not null,
  conversation_id uuid,
  assistant_id uuid,
  claim integer not null,
  epoch integer not null,
  state text not null default 'running'::text,
  outcome text,
  model text,
  model_calls integer not null default 0,
  model_call_started_at timestamp with time zone,
  prompt_tokens integer not null default 0,
  output_tokens integer not null default 0,
  steps jsonb not null default '[]'::jsonb,
  error_code text,
  started_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  passages jsonb not null default '[]'::jsonb,
  assistant_version integer,
  channel_id uuid,
  retrieval jsonb not null default '{}'::jsonb,
  calls jsonb not null default '[]'::jsonb,
  admitted_at timestamp with time zone,
  constraint turns_pkey PRIMARY KEY (tenant_id, id),
  constraint turns_state_check CHECK ((state = ANY (ARRAY['running'::text, 'replied'::text, 'no_reply'::text, 'failed'::text, 'abandoned'::text])))
);
create table public.unrouted_events (
  id uuid not null,
  provider text not null,
  channel_key text,
  account_key text,
  field text not null,
  reason text not null,
  payload jsonb not null,
  received_at timestamp with time zone not null default now(),
  constraint unrouted_events_pkey PRIMARY KEY (id)
);
create table public.usage_records (
  tenant_id uuid not null,
  id uuid not null,
  occurred_at timestamp with time zone not null default now(),
  metric text not null,
  amount bigint not null,
  idempotency_key text not null,
  turn_id uuid,
  message_id uuid,
  assistant_id uuid,
  channel_id uuid,
  model text,
  is_estimated boolean not null default false,
  details jsonb not null default '{}'::jsonb,
  document_id uuid,
  constraint usage_records_pkey PRIMARY KEY (tenant_id, id),
  constraint usage_records_tenant_id_idempotency_key_key UNIQUE (tenant_id, idempotency_key),
  constraint usage_records_metric_check CHECK ((metric = ANY (ARRAY['replies'::text, 'model_prompt_tokens'::text, 'model_output_tokens'::text, 'whatsapp_messages'::text, 'embedding_tokens'::text, 'managed_searches'::text])))
);
create table public.usage_totals (
  tenant_id uuid not null,
  starts_at timestamp with time zone not null,
  metric text not null,
  assistant_id uuid not null,
  channel_id uuid not null,
  model text not null,
  part uuid not null default gen_random_uuid(),
  amount bigint not null,
  constraint usage_totals_pkey PRIMARY KEY (tenant_id, starts_at, metric, assistant_id, channel_id, model, part)
);
create table public.webhook_deliveries (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  endpoint_id uuid not null,
  event_id uuid not null,
  state text not null default 'pending'::text,
  claim integer not null default 0,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  last_attempt_at timestamp with time zone,
  last_status integer,
  last_error text,
  last_duration_ms integer,
  delivered_at timestamp with time zone,
  created_at timestamp with time zone not null default clock_timestamp(),
  constraint webhook_deliveries_pkey PRIMARY KEY (tenant_id, id),
  constraint webhook_deliveries_tenant_id_event_id_endpoint_id_key UNIQUE (tenant_id, event_id, endpoint_id),
  constraint webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
);
create table public.webhook_endpoints (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  url text not null,
  kinds text[] not null default '{}'::text[],
  is_enabled boolean not null default true,
  disabled_reason text,
  secret_ciphertext bytea not null,
  previous_secret_ciphertext bytea,
  previous_secret_until timestamp with time zone,
  failing_since timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint webhook_endpoints_pkey PRIMARY KEY (tenant_id, id),
  constraint webhook_endpoints_disabled_reason_check CHECK ((disabled_reason = ANY (ARRAY['by_admin'::text, 'gone'::text, 'failing'::text]))),
  constraint webhook_endpoints_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);

-- Foreign keys
alter table public.api_keys add constraint api_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.assistant_knowledge_bases add constraint assistant_knowledge_bases_tenant_id_assistant_id_fkey FOREIGN KEY (tenant_id, assistant_id) REFERENCES public.assistants(tenant_id, id) ON DELETE CASCADE;
alter table public.assistant_knowledge_bases add constraint assistant_knowledge_bases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.assistant_knowledge_bases add constraint assistant_knowledge_bases_tenant_id_knowledge_base_id_fkey FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;
alter table public.assistant_versions add constraint assistant_versions_tenant_id_assistant_id_fkey FOREIGN KEY (tenant_id, assistant_id) REFERENCES public.assistants(tenant_id, id) ON DELETE CASCADE;
alter table public.assistant_versions add constraint assistant_versions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.assistants add constraint assistants_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.audit_log add constraint audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.channel_tasks add constraint channel_tasks_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.channels(tenant_id, id);
alter table public.channel_tasks add constraint channel_tasks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.channels add constraint channels_tenant_id_assistant_id_fkey FOREIGN KEY (tenant_id, assistant_id) REFERENCES public.assistants(tenant_id, id);
alter table public.channels add constraint channels_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.conversations add constraint conversations_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.channels(tenant_id, id);
alter table public.conversations add constraint conversations_tenant_id_end_user_id_fkey FOREIGN KEY (tenant_id, end_user_id) REFERENCES public.end_users(tenant_id, id);
alter table public.conversations add constraint conversations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.end_user_identities add constraint end_user_identities_tenant_id_end_user_id_fkey FOREIGN KEY (tenant_id, end_user_id) REFERENCES public.end_users(tenant_id, id) ON DELETE CASCADE;
alter table public.end_user_identities add constraint end_user_identities_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.end_users add constraint end_users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.erasures add constraint erasures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.event_positions add constraint event_positions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.events add constraint events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.idempotent_requests add constraint idempotent_requests_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.knowledge_bases add constraint knowledge_bases_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.knowledge_chunk_drafts add constraint knowledge_chunk_drafts_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES public.knowledge_documents(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_chunks add constraint knowledge_chunks_tenant_id_knowledge_base_id_document_id_fkey FOREIGN KEY (tenant_id, knowledge_base_id, document_id) REFERENCES public.knowledge_documents(tenant_id, knowledge_base_id, id) ON DELETE CASCADE;
alter table public.knowledge_common_words add constraint knowledge_common_words_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.knowledge_common_words add constraint knowledge_common_words_tenant_id_knowledge_base_id_fkey FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES public.knowledge_lexicons(tenant_id, knowledge_base_id) ON DELETE CASCADE;
alter table public.knowledge_documents add constraint knowledge_documents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.knowledge_documents add constraint knowledge_documents_tenant_id_knowledge_base_id_fkey FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_draft_vectors add constraint knowledge_draft_vectors_tenant_id_document_id_fkey FOREIGN KEY (tenant_id, document_id) REFERENCES public.knowledge_documents(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_hit_tests add constraint knowledge_hit_tests_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.knowledge_hit_tests add constraint knowledge_hit_tests_tenant_id_knowledge_base_id_fkey FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_lexicons add constraint knowledge_lexicons_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.knowledge_lexicons add constraint knowledge_lexicons_tenant_id_knowledge_base_id_fkey FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_terms add constraint knowledge_terms_tenant_id_chunk_id_fkey FOREIGN KEY (tenant_id, chunk_id) REFERENCES public.knowledge_chunks(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_vector_indexes add constraint knowledge_vector_indexes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.knowledge_vector_indexes add constraint knowledge_vector_indexes_tenant_id_knowledge_base_id_fkey FOREIGN KEY (tenant_id, knowledge_base_id) REFERENCES public.knowledge_bases(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_vectors_1536 add constraint knowledge_vectors_1536_tenant_id_chunk_id_fkey FOREIGN KEY (tenant_id, chunk_id) REFERENCES public.knowledge_chunks(tenant_id, id) ON DELETE CASCADE;
alter table public.knowledge_vectors_768 add constraint knowledge_vectors_768_tenant_id_chunk_id_fkey FOREIGN KEY (tenant_id, chunk_id) REFERENCES public.knowledge_chunks(tenant_id, id) ON DELETE CASCADE;
alter table public.message_media add constraint message_media_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.channels(tenant_id, id);
alter table public.message_media add constraint message_media_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES public.conversations(tenant_id, id) ON DELETE CASCADE;
alter table public.message_media add constraint message_media_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.message_media add constraint message_media_tenant_id_message_id_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES public.messages(tenant_id, id) ON DELETE CASCADE;
alter table public.message_templates add constraint message_templates_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.channels(tenant_id, id);
alter table public.message_templates add constraint message_templates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.message_tombstones add constraint message_tombstones_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.channels(tenant_id, id);
alter table public.message_tombstones add constraint message_tombstones_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.messages add constraint messages_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.channels(tenant_id, id);
alter table public.messages add constraint messages_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES public.conversations(tenant_id, id) ON DELETE CASCADE;
alter table public.messages add constraint messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.messages add constraint messages_tenant_id_turn_id_fkey FOREIGN KEY (tenant_id, turn_id) REFERENCES public.turns(tenant_id, id);
alter table public.playground_runs add constraint playground_runs_tenant_id_assistant_id_fkey FOREIGN KEY (tenant_id, assistant_id) REFERENCES public.assistants(tenant_id, id) ON DELETE CASCADE;
alter table public.playground_runs add constraint playground_runs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.provider_events add constraint provider_events_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.channels(tenant_id, id);
alter table public.provider_events add constraint provider_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.quota_periods add constraint quota_periods_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.quota_periods add constraint quota_periods_tenant_id_quota_id_fkey FOREIGN KEY (tenant_id, quota_id) REFERENCES public.quotas(tenant_id, id) ON DELETE CASCADE;
alter table public.quota_reservations add constraint quota_reservations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.quota_reservations add constraint quota_reservations_tenant_id_quota_id_starts_at_fkey FOREIGN KEY (tenant_id, quota_id, starts_at) REFERENCES public.quota_periods(tenant_id, quota_id, starts_at) ON DELETE CASCADE;
alter table public.quota_reservations add constraint quota_reservations_tenant_id_turn_id_fkey FOREIGN KEY (tenant_id, turn_id) REFERENCES public.turns(tenant_id, id) ON DELETE CASCADE;
alter table public.quotas add constraint quotas_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.retention_policies add constraint retention_policies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.tombstone_keys add constraint tombstone_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.turns add constraint turns_tenant_id_assistant_id_fkey FOREIGN KEY (tenant_id, assistant_id) REFERENCES public.assistants(tenant_id, id);
alter table public.turns add constraint turns_tenant_id_conversation_id_fkey FOREIGN KEY (tenant_id, conversation_id) REFERENCES public.conversations(tenant_id, id) ON DELETE CASCADE;
alter table public.turns add constraint turns_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.usage_records add constraint usage_records_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.usage_totals add constraint usage_totals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.webhook_deliveries add constraint webhook_deliveries_tenant_id_endpoint_id_fkey FOREIGN KEY (tenant_id, endpoint_id) REFERENCES public.webhook_endpoints(tenant_id, id) ON DELETE CASCADE;
alter table public.webhook_deliveries add constraint webhook_deliveries_tenant_id_event_id_fkey FOREIGN KEY (tenant_id, event_id) REFERENCES public.events(tenant_id, id) ON DELETE CASCADE;
alter table public.webhook_deliveries add constraint webhook_deliveries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);
alter table public.webhook_endpoints add constraint webhook_endpoints_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

-- Indexes
CREATE INDEX audit_log_across_tenants ON public.audit_log USING btree (occurred_at DESC, id DESC);
CREATE INDEX audit_log_by_action ON public.audit_log USING btree (tenant_id, action, occurred_at DESC, id DESC);
CREATE INDEX audit_log_by_actor ON public.audit_log USING btree (tenant_id, actor_id, occurred_at DESC, id DESC);
CREATE INDEX audit_log_by_subject ON public.audit_log USING btree (tenant_id, subject_id, occurred_at DESC, id DESC);
CREATE INDEX audit_log_by_time ON public.audit_log USING btree (tenant_id, occurred_at DESC, id DESC);
CREATE INDEX channel_tasks_of_channel ON public.channel_tasks USING btree (tenant_id, channel_id, kind, id DESC);
CREATE INDEX channel_tasks_open ON public.channel_tasks USING btree (requested_at) WHERE (state = ANY (ARRAY['requested'::text, 'running'::text]));
CREATE INDEX channel_tasks_over ON public.channel_tasks USING btree (finished_at) WHERE (state = ANY (ARRAY['done'::text, 'failed'::text]));
CREATE INDEX conversations_by_activity ON public.conversations USING btree (tenant_id, (
CASE
    WHEN (last_message_at IS NULL) THEN created_at
    ELSE last_message_at
END) DESC, id DESC);
CREATE INDEX conversations_by_channel ON public.conversations USING btree (tenant_id, channel_id, (
CASE
    WHEN (last_message_at IS NULL) THEN created_at
    ELSE last_message_at
END) DESC, id DESC);
CREATE INDEX conversations_by_end_user ON public.conversations USING btree (tenant_id, end_user_id);
CREATE INDEX conversations_by_last_inbound ON public.conversations USING btree (tenant_id, channel_id, last_inbound_at DESC) WHERE (last_inbound_at IS NOT NULL);
CREATE INDEX conversations_closed ON public.conversations USING btree (tenant_id, (
CASE
    WHEN (last_message_at IS NULL) THEN created_at
    ELSE last_message_at
END) DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX conversations_of_humans ON public.conversations USING btree (tenant_id, (
CASE
    WHEN (last_message_at IS NULL) THEN created_at
    ELSE last_message_at
END) DESC, id DESC) WHERE (handled_by = 'human'::text);
CREATE INDEX conversations_open ON public.conversations USING btree (tenant_id, (
CASE
    WHEN (last_message_at IS NULL) THEN created_at
    ELSE last_message_at
END) DESC, id DESC) WHERE (closed_at IS NULL);
CREATE INDEX conversations_unanswered ON public.conversations USING btree (tenant_id, unanswered_since, id) WHERE (unanswered_since IS NOT NULL);
CREATE INDEX end_user_identities_by_end_user ON public.end_user_identities USING btree (tenant_id, end_user_id);
CREATE INDEX end_user_identities_by_prefix ON public.end_user_identities USING btree (tenant_id, kind, value COLLATE "C", id) WHERE (retired_at IS NULL);
CREATE INDEX end_user_identities_by_value ON public.end_user_identities USING btree (tenant_id, kind, scope, value);
CREATE UNIQUE INDEX end_user_identities_current ON public.end_user_identities USING btree (tenant_id, kind, scope, value) WHERE (retired_at IS NULL);
CREATE INDEX end_users_blocked ON public.end_users USING btree (tenant_id, id DESC) WHERE (blocked_at IS NOT NULL);
CREATE INDEX end_users_by_name ON public.end_users USING btree (tenant_id, search_name, id);
CREATE INDEX end_users_opted_out ON public.end_users USING btree (tenant_id, id DESC) WHERE (opted_out_at IS NOT NULL);
CREATE INDEX erasures_open ON public.erasures USING btree (not_before) WHERE (state <> 'done'::text);
CREATE UNIQUE INDEX events_by_position ON public.events USING btree (tenant_id, "position") WHERE ("position" IS NOT NULL);
CREATE INDEX events_by_time ON public.events USING brin (occurred_at);
CREATE INDEX events_without_position ON public.events USING btree (tenant_id, entry) WHERE ("position" IS NULL);
CREATE INDEX heartbeats_by_time ON public.heartbeats USING btree (beat_at);
CREATE INDEX idempotent_requests_by_age ON public.idempotent_requests USING btree (created_at);
CREATE INDEX idempotent_requests_by_subject ON public.idempotent_requests USING btree (tenant_id, subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX knowledge_chunks_by_base ON public.knowledge_chunks USING btree (tenant_id, knowledge_base_id);
CREATE UNIQUE INDEX knowledge_chunks_by_document ON public.knowledge_chunks USING btree (tenant_id, document_id, ordinal);
CREATE INDEX knowledge_documents_by_state ON public.knowledge_documents USING btree (tenant_id, knowledge_base_id, state, id);
CREATE INDEX knowledge_documents_leaving ON public.knowledge_documents USING btree (tenant_id, knowledge_base_id) WHERE (state = 'deleting'::text);
CREATE INDEX knowledge_documents_unfinished ON public.knowledge_documents USING btree (updated_at) WHERE (state = ANY (ARRAY['queued'::text, 'processing'::text, 'deleting'::text]));
CREATE INDEX knowledge_hit_tests_by_age ON public.knowledge_hit_tests USING btree (tenant_id, created_at);
CREATE INDEX knowledge_hit_tests_by_base ON public.knowledge_hit_tests USING btree (tenant_id, knowledge_base_id, id DESC);
CREATE INDEX knowledge_terms_by_word ON public.knowledge_terms USING gin (knowledge_base_id, terms);
CREATE INDEX knowledge_vectors_1536_by_base ON public.knowledge_vectors_1536 USING btree (tenant_id, knowledge_base_id, embedding_version, chunk_id) INCLUDE (bits) WITH (fillfactor='100');
CREATE INDEX knowledge_vectors_768_by_base ON public.knowledge_vectors_768 USING btree (tenant_id, knowledge_base_id, embedding_version, chunk_id) INCLUDE (bits) WITH (fillfactor='100');
CREATE INDEX message_media_by_conversation ON public.message_media USING btree (tenant_id, conversation_id);
CREATE INDEX message_media_pending ON public.message_media USING btree (created_at) WHERE (state = 'pending'::text);
CREATE INDEX message_media_stored ON public.message_media USING btree (tenant_id, created_at) WHERE (object_path IS NOT NULL);
CREATE INDEX message_templates_by_name ON public.message_templates USING btree (tenant_id, name, language, id);
CREATE INDEX messages_by_age ON public.messages USING btree (tenant_id, created_at);
CREATE UNIQUE INDEX messages_by_provider_id ON public.messages USING btree (channel_id, provider_message_id);
CREATE INDEX messages_by_turn ON public.messages USING btree (tenant_id, turn_id) WHERE (turn_id IS NOT NULL);
CREATE INDEX messages_failed_by_channel ON public.messages USING btree (tenant_id, channel_id, updated_at DESC) WHERE (state = 'failed'::text);
CREATE INDEX messages_open_by_conversation ON public.messages USING btree (tenant_id, conversation_id, seq, part) WHERE (state = ANY (ARRAY['received'::text, 'queued'::text, 'sending'::text, 'unknown'::text]));
CREATE INDEX messages_sent_by_channel ON public.messages USING btree (tenant_id, channel_id, sent_at DESC) WHERE (sent_at IS NOT NULL);
CREATE INDEX messages_unanswered ON public.messages USING btree (created_at) WHERE ((direction = 'inbound'::text) AND (state = 'received'::text));
CREATE INDEX messages_unsent ON public.messages USING btree (created_at) WHERE ((direction = 'outbound'::text) AND (state = ANY (ARRAY['queued'::text, 'sending'::text, 'unknown'::text])));
CREATE INDEX messages_unsent_by_channel ON public.messages USING btree (tenant_id, channel_id, created_at) WHERE ((direction = 'outbound'::text) AND (state = ANY (ARRAY['queued'::text, 'sending'::text, 'unknown'::text])));
CREATE INDEX playground_runs_by_assistant ON public.playground_runs USING btree (tenant_id, assistant_id, created_at);
CREATE INDEX playground_runs_open ON public.playground_runs USING btree (created_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));
CREATE INDEX playground_runs_over ON public.playground_runs USING btree (finished_at) WHERE (state = ANY (ARRAY['done'::text, 'failed'::text]));
CREATE INDEX provider_events_by_time ON public.provider_events USING btree (tenant_id, received_at DESC);
CREATE INDEX quota_reservations_open ON public.quota_reservations USING btree (tenant_id, quota_id, starts_at) INCLUDE (amount, created_at) WHERE (state = 'held'::text);
CREATE INDEX retention_policies_due ON public.retention_policies USING btree (next_sweep_at);
CREATE INDEX turns_admitted ON public.turns USING btree (tenant_id, conversation_id, admitted_at DESC) WHERE ((admitted_at IS NOT NULL) AND (state = ANY (ARRAY['running'::text, 'replied'::text])));
CREATE INDEX turns_by_assistant ON public.turns USING btree (tenant_id, assistant_id, started_at DESC, id DESC);
CREATE INDEX turns_by_channel ON public.turns USING btree (tenant_id, channel_id, started_at DESC, id DESC);
CREATE INDEX turns_by_conversation ON public.turns USING btree (tenant_id, conversation_id, started_at DESC, id DESC);
CREATE INDEX turns_by_outcome ON public.turns USING btree (tenant_id, outcome, started_at DESC, id DESC);
CREATE INDEX turns_in_order ON public.turns USING btree (tenant_id, started_at DESC, id DESC);
CREATE INDEX turns_running ON public.turns USING btree (tenant_id, conversation_id) WHERE (state = 'running'::text);
CREATE INDEX unrouted_events_by_time ON public.unrouted_events USING btree (received_at);
CREATE INDEX usage_records_by_turn ON public.usage_records USING btree (tenant_id, turn_id) WHERE (turn_id IS NOT NULL);
CREATE INDEX usage_records_in_order ON public.usage_records USING btree (tenant_id, occurred_at DESC, id DESC);
CREATE INDEX webhook_deliveries_by_endpoint ON public.webhook_deliveries USING btree (tenant_id, endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_pending ON public.webhook_deliveries USING btree (tenant_id, endpoint_id, next_attempt_at) WHERE (state = 'pending'::text);

-- Triggers
CREATE TRIGGER note_channel_status AFTER UPDATE OF status ON public.channels FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.note_channel();
CREATE TRIGGER note_conversation_closed AFTER UPDATE OF closed_at ON public.conversations FOR EACH ROW WHEN (((old.closed_at IS NULL) AND (new.closed_at IS NOT NULL))) EXECUTE FUNCTION public.note_closing();
CREATE TRIGGER note_quiet AFTER UPDATE OF quiet_since ON public.conversations FOR EACH ROW WHEN (((old.quiet_since IS NULL) <> (new.quiet_since IS NULL))) EXECUTE FUNCTION public.note_quiet();
CREATE TRIGGER note_speaker_change AFTER UPDATE OF handled_by ON public.conversations FOR EACH ROW WHEN ((old.handled_by IS DISTINCT FROM new.handled_by)) EXECUTE FUNCTION public.note_speaker();
CREATE TRIGGER note_end_user_standing AFTER UPDATE OF opted_out_at, blocked_at ON public.end_users FOR EACH ROW WHEN ((((old.opted_out_at IS NULL) <> (new.opted_out_at IS NULL)) OR ((old.blocked_at IS NULL) <> (new.blocked_at IS NULL)))) EXECUTE FUNCTION public.note_end_user();
CREATE TRIGGER note_document_state AFTER UPDATE OF state ON public.knowledge_documents FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) AND (new.state = ANY (ARRAY['ready'::text, 'needs_ocr'::text, 'failed'::text])))) EXECUTE FUNCTION public.note_document();
CREATE TRIGGER forget_questions AFTER DELETE ON public.messages REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.forget_questions();
CREATE TRIGGER note_message_state AFTER UPDATE OF state ON public.messages FOR EACH ROW WHEN (((old.state IS DISTINCT FROM new.state) AND (new.direction = 'outbound'::text) AND (new.state = ANY (ARRAY['sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'cancelled'::text])))) EXECUTE FUNCTION public.note_message();
CREATE TRIGGER note_new_messages AFTER INSERT ON public.messages REFERENCING NEW TABLE AS new_messages FOR EACH STATEMENT EXECUTE FUNCTION public.note_new_messages();
CREATE TRIGGER note_quota_reached AFTER UPDATE OF reached_at ON public.quota_periods FOR EACH ROW WHEN (((old.reached_at IS NULL) AND (new.reached_at IS NOT NULL))) EXECUTE FUNCTION public.note_quota();
CREATE TRIGGER note_turn_end AFTER UPDATE OF state ON public.turns FOR EACH ROW WHEN (((old.state = 'running'::text) AND (new.state <> 'running'::text) AND (new.conversation_id IS NOT NULL))) EXECUTE FUNCTION public.note_turn();
CREATE TRIGGER add_to_usage_totals AFTER INSERT ON public.usage_records FOR EACH ROW EXECUTE FUNCTION public.add_to_usage_totals();
CREATE TRIGGER note_webhook_endpoint_disabled AFTER UPDATE OF is_enabled ON public.webhook_endpoints FOR EACH ROW WHEN ((old.is_enabled AND (NOT new.is_enabled))) EXECUTE FUNCTION public.note_webhook_endpoint();

-- Row-level security
alter table public.api_keys enable row level security;
alter table public.api_keys force row level security;
alter table public.assistant_knowledge_bases enable row level security;
alter table public.assistant_knowledge_bases force row level security;
alter table public.assistant_versions enable row level security;
alter table public.assistant_versions force row level security;
alter table public.assistants enable row level security;
alter table public.assistants force row level security;
alter table public.audit_log enable row level security;
alter table public.audit_log force row level security;
alter table public.channel_tasks enable row level security;
alter table public.channel_tasks force row level security;
alter table public.channels enable row level security;
alter table public.channels force row level security;
alter table public.conversations enable row level security;
alter table public.conversations force row level security;
alter table public.end_user_identities enable row level security;
alter table public.end_user_identities force row level security;
alter table public.end_users enable row level security;
alter table public.end_users force row level security;
alter table public.erasures enable row level security;
alter table public.erasures force row level security;
alter table public.event_positions enable row level security;
alter table public.event_positions force row level security;
alter table public.events enable row level security;
alter table public.events force row level security;
alter table public.heartbeats enable row level security;
alter table public.heartbeats force row level security;
alter table public.idempotent_platform_requests enable row level security;
alter table public.idempotent_platform_requests force row level security;
alter table public.idempotent_requests enable row level security;
alter table public.idempotent_requests force row level security;
alter table public.knowledge_bases enable row level security;
alter table public.knowledge_bases force row level security;
alter table public.knowledge_chunk_drafts enable row level security;
alter table public.knowledge_chunk_drafts force row level security;
alter table public.knowledge_chunks enable row level security;
alter table public.knowledge_chunks force row level security;
alter table public.knowledge_common_words enable row level security;
alter table public.knowledge_common_words force row level security;
alter table public.knowledge_documents enable row level security;
alter table public.knowledge_documents force row level security;
alter table public.knowledge_draft_vectors enable row level security;
alter table public.knowledge_draft_vectors force row level security;
alter table public.knowledge_hit_tests enable row level security;
alter table public.knowledge_hit_tests force row level security;
alter table public.knowledge_lexicons enable row level security;
alter table public.knowledge_lexicons force row level security;
alter table public.knowledge_terms enable row level security;
alter table public.knowledge_terms force row level security;
alter table public.knowledge_vector_indexes enable row level security;
alter table public.knowledge_vector_indexes force row level security;
alter table public.knowledge_vectors_1536 enable row level security;
alter table public.knowledge_vectors_1536 force row level security;
alter table public.knowledge_vectors_768 enable row level security;
alter table public.knowledge_vectors_768 force row level security;
alter table public.message_media enable row level security;
alter table public.message_media force row level security;
alter table public.message_templates enable row level security;
alter table public.message_templates force row level security;
alter table public.message_tombstones enable row level security;
alter table public.message_tombstones force row level security;
alter table public.messages enable row level security;
alter table public.messages force row level security;
alter table public.playground_runs enable row level security;
alter table public.playground_runs force row level security;
alter table public.provider_events enable row level security;
alter table public.provider_events force row level security;
alter table public.quota_periods enable row level security;
alter table public.quota_periods force row level security;
alter table public.quota_reservations enable row level security;
alter table public.quota_reservations force row level security;
alter table public.quotas enable row level security;
alter table public.quotas force row level security;
alter table public.retention_policies enable row level security;
alter table public.retention_policies force row level security;
alter table public.tenants enable row level security;
alter table public.tenants force row level security;
alter table public.tombstone_keys enable row level security;
alter table public.tombstone_keys force row level security;
alter table public.turns enable row level security;
alter table public.turns force row level security;
alter table public.unrouted_events enable row level security;
alter table public.unrouted_events force row level security;
alter table public.usage_records enable row level security;
alter table public.usage_records force row level security;
alter table public.usage_totals enable row level security;
alter table public.usage_totals force row level security;
alter table public.webhook_deliveries enable row level security;
alter table public.webhook_deliveries force row level security;
alter table public.webhook_endpoints enable row level security;
alter table public.webhook_endpoints force row level security;

-- Policies
create policy platform_access on public.api_keys as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.api_keys as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.assistant_knowledge_bases as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.assistant_knowledge_bases as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.assistant_versions as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.assistant_versions as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.assistants as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.assistants as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.audit_log as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.audit_log as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.channel_tasks as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.channel_tasks as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.channels as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.channels as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.conversations as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.conversations as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.end_user_identities as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.end_user_identities as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.end_users as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.end_users as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.erasures as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.erasures as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.event_positions as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.event_positions as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.events as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.events as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.heartbeats as permissive for all to sylion_platform using (true) with check (true);
create policy platform_access on public.idempotent_platform_requests as permissive for all to sylion_platform using (true) with check (true);
create policy platform_access on public.idempotent_requests as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.idempotent_requests as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_bases as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_bases as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_chunk_drafts as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_chunk_drafts as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_chunks as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_chunks as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_common_words as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_common_words as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_documents as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_documents as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_draft_vectors as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_draft_vectors as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_hit_tests as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_hit_tests as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_lexicons as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_lexicons as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_terms as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_terms as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_vector_indexes as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_vector_indexes as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_vectors_1536 as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_vectors_1536 as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.knowledge_vectors_768 as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.knowledge_vectors_768 as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.message_media as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.message_media as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.message_templates as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.message_templates as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.message_tombstones as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.message_tombstones as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.messages as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.messages as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.playground_runs as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.playground_runs as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.provider_events as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.provider_events as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.quota_periods as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.quota_periods as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.quota_reservations as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.quota_reservations as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.quotas as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.quotas as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.retention_policies as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.retention_policies as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.tenants as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.tenants as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.tombstone_keys as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.tombstone_keys as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.turns as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.turns as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.unrouted_events as permissive for all to sylion_platform using (true) with check (true);
create policy platform_access on public.usage_records as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.usage_records as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.usage_totals as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.usage_totals as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.webhook_deliveries as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.webhook_deliveries as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));
create policy platform_access on public.webhook_endpoints as permissive for all to sylion_platform using (true) with check (true);
create policy tenant_isolation on public.webhook_endpoints as permissive for all to sylion_tenant using ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

-- Rights
grant usage on schema public to sylion_platform;
grant usage on schema public to sylion_tenant;
grant delete, insert, select, update on table public.api_keys to sylion_platform;
grant insert, select, update on table public.api_keys to sylion_tenant;
grant delete, insert, select, update on table public.assistant_knowledge_bases to sylion_platform;
grant delete, insert, select on table public.assistant_knowledge_bases to sylion_tenant;
grant delete, insert, select, update on table public.assistant_versions to sylion_platform;
grant insert, select on table public.assistant_versions to sylion_tenant;
grant delete, insert, select, update on table public.assistants to sylion_platform;
grant delete, insert, select, update on table public.assistants to sylion_tenant;
grant delete, insert, select, update on table public.audit_log to sylion_platform;
grant insert, select on table public.audit_log to sylion_tenant;
grant delete, insert, select, update on table public.channel_tasks to sylion_platform;
grant insert, select, update on table public.channel_tasks to sylion_tenant;
grant delete, insert, select, update on table public.channels to sylion_platform;
grant insert, select, update on table public.channels to sylion_tenant;
grant delete, insert, select, update on table public.conversations to sylion_platform;
grant delete, insert, select, update on table public.conversations to sylion_tenant;
grant delete, insert, select, update on table public.end_user_identities to sylion_platform;
grant delete, insert, select, update on table public.end_user_identities to sylion_tenant;
grant delete, insert, select, update on table public.end_users to sylion_platform;
grant delete, insert, select, update on table public.end_users to sylion_tenant;
grant delete, insert, select, update on table public.erasures to sylion_platform;
grant insert, select, update on table public.erasures to sylion_tenant;
grant delete, insert, select, update on table public.event_positions to sylion_platform;
grant select on table public.event_positions to sylion_tenant;
grant delete, insert, select, update on table public.events to sylion_platform;
grant insert, select on table public.events to sylion_tenant;
grant delete, insert, select, update on table public.heartbeats to sylion_platform;
grant delete, insert, select, update on table public.idempotent_platform_requests to sylion_platform;
grant delete, insert, select, update on table public.idempotent_requests to sylion_platform;
grant delete, insert, select, update on table public.idempotent_requests to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_bases to sylion_platform;
grant delete, insert, select, update on table public.knowledge_bases to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_chunk_drafts to sylion_platform;
grant delete, insert, select, update on table public.knowledge_chunk_drafts to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_chunks to sylion_platform;
grant delete, insert, select, update on table public.knowledge_chunks to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_common_words to sylion_platform;
grant delete, insert, select, update on table public.knowledge_common_words to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_documents to sylion_platform;
grant delete, insert, select, update on table public.knowledge_documents to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_draft_vectors to sylion_platform;
grant delete, insert, select, update on table public.knowledge_draft_vectors to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_hit_tests to sylion_platform;
grant delete, insert, select on table public.knowledge_hit_tests to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_lexicons to sylion_platform;
grant delete, insert, select, update on table public.knowledge_lexicons to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_terms to sylion_platform;
grant delete, insert, select, update on table public.knowledge_terms to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_vector_indexes to sylion_platform;
grant select on table public.knowledge_vector_indexes to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_vectors_1536 to sylion_platform;
grant delete, insert, select, update on table public.knowledge_vectors_1536 to sylion_tenant;
grant delete, insert, select, update on table public.knowledge_vectors_768 to sylion_platform;
grant delete, insert, select, update on table public.knowledge_vectors_768 to sylion_tenant;
grant delete, insert, select, update on table public.message_media to sylion_platform;
grant delete, insert, select, update on table public.message_media to sylion_tenant;
grant delete, insert, select, update on table public.message_templates to sylion_platform;
grant delete, insert, select, update on table public.message_templates to sylion_tenant;
grant delete, insert, select, update on table public.message_tombstones to sylion_platform;
grant insert, select, update on table public.message_tombstones to sylion_tenant;
grant delete, insert, select, update on table public.messages to sylion_platform;
grant delete, insert, select, update on table public.messages to sylion_tenant;
grant delete, insert, select, update on table public.playground_runs to sylion_platform;
grant delete, insert, select, update on table public.playground_runs to sylion_tenant;
grant delete, insert, select, update on table public.provider_events to sylion_platform;
grant delete, insert, select on table public.provider_events to sylion_tenant;
grant delete, insert, select, update on table public.quota_periods to sylion_platform;
grant insert, select, update on table public.quota_periods to sylion_tenant;
grant delete, insert, select, update on table public.quota_reservations to sylion_platform;
grant insert, select, update on table public.quota_reservations to sylion_tenant;
grant delete, insert, select, update on table public.quotas to sylion_platform;
grant delete, insert, select, update on table public.quotas to sylion_tenant;
grant delete, insert, select, update on table public.retention_policies to sylion_platform;
grant insert, select, update on table public.retention_policies to sylion_tenant;
grant delete, insert, select, update on table public.tenants to sylion_platform;
grant select on table public.tenants to sylion_tenant;
grant delete, insert, select, update on table public.tombstone_keys to sylion_platform;
grant insert, select on table public.tombstone_keys to sylion_tenant;
grant delete, insert, select, update on table public.turns to sylion_platform;
grant delete, insert, select, update on table public.turns to sylion_tenant;
grant delete, insert, select on table public.unrouted_events to sylion_platform;
grant delete, insert, select, update on table public.usage_records to sylion_platform;
grant insert, select on table public.usage_records to sylion_tenant;
grant delete, insert, select, update on table public.usage_totals to sylion_platform;
grant insert, select, update on table public.usage_totals to sylion_tenant;
grant delete, insert, select, update on table public.webhook_deliveries to sylion_platform;
grant select, update on table public.webhook_deliveries to sylion_tenant;
grant delete, insert, select, update on table public.webhook_endpoints to sylion_platform;
grant delete, insert, select, update on table public.webhook_endpoints to sylion_tenant;
grant execute on routine public.match_knowledge_terms(uuid,uuid,text,uuid[],uuid[],integer) to public;
grant execute on routine public.match_knowledge_terms(uuid,uuid,text,uuid[],uuid[],integer) to sylion_tenant;
grant execute on routine public.publish_chunks(uuid,uuid,uuid,integer,integer) to public;
grant execute on routine public.publish_chunks(uuid,uuid,uuid,integer,integer) to sylion_tenant;
grant execute on routine public.record_inbound(jsonb) to public;
grant execute on routine public.record_inbound(jsonb) to sylion_tenant;
grant execute on routine public.search_knowledge(uuid,uuid[],integer[],integer,public.halfvec,text,integer,jsonb,text,integer) to public;
grant execute on routine public.search_knowledge(uuid,uuid[],integer[],integer,public.halfvec,text,integer,jsonb,text,integer) to sylion_tenant;
