-- breaking: no
-- Roles are cluster-wide. Both are NOLOGIN: the app's login role (NOINHERIT, never BYPASSRLS) steps into one of them per transaction.
do $$ begin
  if not exists (select from pg_roles where rolname = 'sylion_tenant') then create role sylion_tenant nologin; end if;
  if not exists (select from pg_roles where rolname = 'sylion_platform') then create role sylion_platform nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of the same cluster was first
end $$;

create extension if not exists vector;

grant usage on schema public to sylion_tenant, sylion_platform;

-- The net under every tenant table. Two separate policies on purpose: an OR inside the tenant policy would make every tenant index
-- unreachable. The scalar sub-select is evaluated once per statement; nullif because a used session returns '' and not NULL.
create procedure isolate_tenant(target regclass, privileges text) language plpgsql as $$
declare predicate constant text := 'tenant_id = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid)';
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy tenant_isolation on %s to sylion_tenant using (%s) with check (%s)', target, predicate, predicate);
  execute format('create policy platform_access on %s to sylion_platform using (true) with check (true)', target);
  execute format('grant %s on %s to sylion_tenant', privileges, target);
  execute format('grant select, insert, update, delete on %s to sylion_platform', target);
end $$;

create table tenants (
  id uuid primary key,
  tenant_id uuid not null generated always as (id) stored,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null check (length(name) between 1 and 200),
  status text not null default 'active' check (status in ('active', 'suspended')),
  plan text not null default 'standard',
  default_locale text not null default 'en',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call isolate_tenant('tenants', 'select');

create table api_keys (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'viewer')),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (secret_hash)
);
call isolate_tenant('api_keys', 'select, insert, update');

-- Append-only: nobody but an erasure by the platform may change what happened.
create table audit_log (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  occurred_at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('platform', 'api_key', 'end_user', 'system')),
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  before jsonb,
  after jsonb,
  request_id text,
  primary key (tenant_id, id)
);
create index audit_log_by_time on audit_log (tenant_id, occurred_at desc);
call isolate_tenant('audit_log', 'select, insert');

create table webhook_endpoints (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  url text not null,
  events text[] not null default '{}',
  secret_ciphertext bytea not null,
  is_enabled boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call isolate_tenant('webhook_endpoints', 'select, insert, update, delete');

create table webhook_deliveries (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  endpoint_id uuid not null,
  event text not null,
  payload jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_response jsonb,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, endpoint_id) references webhook_endpoints (tenant_id, id) on delete cascade
);
call isolate_tenant('webhook_deliveries', 'select, insert, update');
