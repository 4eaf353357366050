-- breaking: no
create table quotas (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  metric text not null check (metric in ('replies', 'model_tokens')),
  period text not null check (period in ('day', 'month')),
  limit_amount bigint not null check (limit_amount >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, metric, period)
);
call isolate_tenant('quotas', 'select, insert, update, delete');

create table quota_periods (
  tenant_id uuid not null references tenants (id),
  quota_id uuid not null,
  starts_at timestamptz not null,
  used bigint not null default 0 check (used >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  primary key (tenant_id, quota_id, starts_at),
  foreign key (tenant_id, quota_id) references quotas (tenant_id, id) on delete cascade
);
call isolate_tenant('quota_periods', 'select, insert, update');

create table quota_reservations (
  tenant_id uuid not null references tenants (id),
  turn_id uuid not null,
  quota_id uuid not null,
  starts_at timestamptz not null,
  amount bigint not null check (amount >= 0),
  settled_amount bigint,
  state text not null default 'held' check (state in ('held', 'settled')),
  created_at timestamptz not null default now(),
  primary key (tenant_id, turn_id, quota_id),
  foreign key (tenant_id, turn_id) references turns (tenant_id, id) on delete cascade,
  foreign key (tenant_id, quota_id, starts_at) references quota_periods (tenant_id, quota_id, starts_at) on delete cascade
);
create index quota_reservations_held on quota_reservations (created_at) where state = 'held';
call isolate_tenant('quota_reservations', 'select, insert, update');

-- The ledger: append-only, one row per thing used. `idempotency_key` makes every writer repeatable.
create table usage_records (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  occurred_at timestamptz not null default now(),
  metric text not null check (metric in ('replies', 'model_prompt_tokens', 'model_output_tokens', 'whatsapp_messages')),
  amount bigint not null,
  idempotency_key text not null,
  turn_id uuid,
  message_id uuid,
  assistant_id uuid,
  channel_id uuid,
  model text,
  is_estimated boolean not null default false,
  details jsonb not null default '{}',
  primary key (tenant_id, id),
  unique (tenant_id, idempotency_key)
);
create index usage_records_by_time on usage_records (tenant_id, occurred_at);
call isolate_tenant('usage_records', 'select, insert');
