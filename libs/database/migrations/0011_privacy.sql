-- breaking: no
-- Privacy: finding an end user, erasing one for good, and how long a tenant keeps what.

-- A name as people search for it: without case and accents.
create function fold_name(name text) returns text language sql immutable parallel safe as $$
  select lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g') collate "und-x-icu")
$$;

-- `is_name_kept`: an admin gave the name, and what WhatsApp says does not replace it. Of the two searched columns only comparisons that are
-- leakproof are asked (`=`, `>=`, `<` on text): any other would lose its index behind row-level security. The collation makes a prefix a range.
alter table end_users
  add column notes text,
  add column is_name_kept boolean not null default false,
  add column search_name text collate "C" generated always as (fold_name(display_name)) stored;
create index end_users_by_name on end_users (tenant_id, search_name, id);
create index end_users_blocked on end_users (tenant_id, id desc) where blocked_at is not null;
create index end_users_opted_out on end_users (tenant_id, id desc) where opted_out_at is not null;
create index end_user_identities_by_prefix on end_user_identities (tenant_id, kind, (value collate "C"), id) where retired_at is null;

-- `requested` → `rows_erased` → `done`. `leftovers`: where objects and Redis keys of the erased rows may lie, ids only; gone when it is done.
-- `claimed_until`: whoever works on it now; `not_before`: when nothing can come after any more. It holds no personal data, and stays.
create table erasures (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  end_user_id uuid not null,
  state text not null default 'requested' check (state in ('requested', 'rows_erased', 'done')),
  requested_by_kind text not null,
  requested_by_id text,
  requested_at timestamptz not null default now(),
  rows_erased_at timestamptz,
  done_at timestamptz,
  counts jsonb not null default '{}',
  leftovers jsonb,
  certificate jsonb,
  not_before timestamptz not null default now(),
  claimed_until timestamptz,
  updated_at timestamptz not null default now(), -- of its state
  primary key (tenant_id, id),
  unique (tenant_id, end_user_id)
);
create index erasures_open on erasures (not_before) where state <> 'done';
call isolate_tenant('erasures', 'select, insert, update');

-- What must not come back: keyed hashes of the provider ids of messages that are gone, so that a late redelivery is known for what it is.
-- `expires_at` null: for ever.
create table tombstone_keys (
  tenant_id uuid not null references tenants (id),
  key bytea not null,
  primary key (tenant_id)
);
call isolate_tenant('tombstone_keys', 'select, insert');

create table message_tombstones (
  tenant_id uuid not null references tenants (id),
  channel_id uuid not null,
  digest bytea not null,
  expires_at timestamptz,
  primary key (tenant_id, channel_id, digest),
  foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index message_tombstones_expiring on message_tombstones (expires_at) where expires_at is not null;
call isolate_tenant('message_tombstones', 'select, insert, update');

create function tombstone_digest(key bytea, provider_message_id text) returns bytea language sql immutable as $$
  select substring(sha256(key || sha256(key || convert_to(provider_message_id, 'UTF8'))) for 16)
$$;

create function is_buried(tenant uuid, channel uuid, provider_message_id text) returns boolean language sql stable as $$
  select exists (
    select from tombstone_keys k join message_tombstones t on t.tenant_id = k.tenant_id
      and t.channel_id = channel and t.digest = tombstone_digest(k.key, provider_message_id)
    where k.tenant_id = tenant and t.tenant_id = tenant)
$$;

-- The ledger stays when its turn and its message go, and forgets only whose they were.
create index usage_records_by_turn on usage_records (tenant_id, turn_id) where turn_id is not null;
grant update (turn_id, message_id) on usage_records to sylion_tenant;
grant delete on provider_events to sylion_tenant;

-- Days after which a tenant's data goes; null keeps it. A row is the claim of one sweep: who moves `next_sweep_at` sweeps.
create table retention_policies (
  tenant_id uuid not null references tenants (id),
  messages_days int check (messages_days between 1 and 3650),
  media_days int check (media_days between 1 and 3650),
  turns_days int check (turns_days between 1 and 3650),
  provider_events_days int check (provider_events_days between 1 and 3650),
  webhook_deliveries_days int check (webhook_deliveries_days between 1 and 3650),
  hit_tests_days int check (hit_tests_days between 1 and 3650),
  audit_log_days int check (audit_log_days between 1 and 3650),
  next_sweep_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id)
);
create index retention_policies_due on retention_policies (next_sweep_at);
call isolate_tenant('retention_policies', 'select, insert, update');

-- As in 0005, but a name that an admin gave stays.
create or replace function resolve_end_user(tenant uuid, item jsonb) returns uuid language plpgsql as $$
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
        where e.tenant_id = tenant and e.id = found_id and not e.is_name_kept and e.display_name is distinct from item ->> 'displayName';
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

-- As in 0005, but what was buried stays buried: `erased` for a message whose tombstone is there. An erasure may commit between the look
-- and the insert: then the whole batch starts again, and the first look finds it.
create or replace function record_inbound(batch jsonb) returns table (list text, ref int, outcome text, tenant_id uuid, conversation_id uuid, media_id uuid) language plpgsql as $$
#variable_conflict use_column
declare tenant uuid; item jsonb; end_user uuid; message_result record; status_result record; has_tombstones boolean;
begin
  perform set_config('role', 'sylion_tenant', true);
  perform set_config('lock_timeout', '2000', true); -- one conversation that is held must not hold up a batch of many
  for tenant in
    select distinct (e ->> 'tenantId')::uuid from (
      select jsonb_array_elements(batch -> 'messages') union all select jsonb_array_elements(batch -> 'statuses') union all select jsonb_array_elements(batch -> 'events')
    ) as elements (e) order by 1
  loop
    perform set_config('app.tenant_id', tenant::text, true);
    has_tombstones := exists (select from tombstone_keys k where k.tenant_id = tenant);
    for item in
      select e from jsonb_array_elements(batch -> 'messages') with ordinality as t (e, position)
      where (e ->> 'tenantId')::uuid = tenant order by e ->> 'channelId', coalesce(e ->> 'bsuid', e ->> 'phone'), position
    loop
      if has_tombstones and is_buried(tenant, (item ->> 'channelId')::uuid, item ->> 'providerMessageId') then
        return query select 'messages', (item ->> 'ref')::int, 'erased', tenant, null::uuid, null::uuid;
        continue;
      end if;
      end_user := case
        when (item ->> 'isResolved')::boolean then (item ->> 'endUserId')::uuid
        when (item ->> 'needsPlan')::boolean then null
        else resolve_end_user(tenant, item) end;
      if end_user is null then
        return query select 'messages', (item ->> 'ref')::int, 'unresolved', tenant, null::uuid, null::uuid;
      else
        message_result := record_message(tenant, item, end_user);
        if message_result.outcome in ('stored', 'stored_open') and is_buried(tenant, (item ->> 'channelId')::uuid, item ->> 'providerMessageId') then
          raise serialization_failure using message = 'the message was erased meanwhile';
        end if;
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
