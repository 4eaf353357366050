-- breaking: no
create table end_users (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  display_name text,
  locale text,
  opted_out_at timestamptz,
  blocked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call isolate_tenant('end_users', 'select, insert, update, delete');

-- An identity belongs to at most one end user now; a retired one stays as an alias that no longer identifies.
-- `scope` is the channel's identity scope for a BSUID and '' for a phone or a username.
create table end_user_identities (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  end_user_id uuid not null,
  kind text not null check (kind in ('bsuid', 'phone', 'username')),
  scope text not null default '',
  value text not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, end_user_id) references end_users (tenant_id, id) on delete cascade
);
create unique index end_user_identities_current on end_user_identities (tenant_id, kind, scope, value) where retired_at is null;
create index end_user_identities_by_end_user on end_user_identities (tenant_id, end_user_id);
create index end_user_identities_by_value on end_user_identities (tenant_id, kind, scope, value);
call isolate_tenant('end_user_identities', 'select, insert, update, delete');

-- `claim` is raised by every new turn, `epoch` by whoever changes who may speak. `reply_phone`/`reply_bsuid` are the address the
-- end user last wrote from on this very channel: a BSUID of one portfolio means nothing to another.
create table conversations (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  channel_id uuid not null,
  end_user_id uuid not null,
  handled_by text not null default 'assistant' check (handled_by in ('assistant', 'human')),
  epoch int not null default 0,
  claim int not null default 0,
  claimed_until timestamptz,
  next_seq int not null default 1,
  last_inbound_at timestamptz,
  last_inbound_seq int not null default 0,
  last_message_at timestamptz,
  reply_phone text,
  reply_bsuid text,
  summary text,
  summary_through_seq int not null default 0,
  over_quota_notified_at timestamptz,
  typing_sent_at timestamptz,
  read_through_seq int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, channel_id, end_user_id),
  foreign key (tenant_id, channel_id) references channels (tenant_id, id),
  foreign key (tenant_id, end_user_id) references end_users (tenant_id, id)
);
create index conversations_by_end_user on conversations (tenant_id, end_user_id);
create index conversations_by_activity on conversations (tenant_id, last_message_at desc);
call isolate_tenant('conversations', 'select, insert, update, delete');

create table turns (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  conversation_id uuid not null,
  assistant_id uuid,
  claim int not null,
  epoch int not null,
  state text not null default 'running' check (state in ('running', 'replied', 'no_reply', 'failed', 'abandoned')),
  outcome text,
  model text,
  model_calls int not null default 0,
  model_call_started_at timestamptz,
  prompt_tokens int not null default 0,
  output_tokens int not null default 0,
  steps jsonb not null default '[]',
  error_code text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, assistant_id) references assistants (tenant_id, id)
);
create index turns_by_conversation on turns (tenant_id, conversation_id, started_at desc);
create index turns_running on turns (tenant_id, conversation_id) where state = 'running';
call isolate_tenant('turns', 'select, insert, update, delete');

-- Inbound and outbound messages; an outbound row in state `queued` is the outbox. `part` orders the bubbles of one split reply.
create table messages (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  seq int not null,
  part int not null default 0,
  direction text not null check (direction in ('inbound', 'outbound')),
  author text not null check (author in ('end_user', 'assistant', 'human', 'system')),
  kind text not null,
  content jsonb not null,
  raw jsonb,
  provider_message_id text,
  reply_to text,
  turn_id uuid,
  epoch int,
  state text not null,
  state_reason text,
  attempts int not null default 0,
  is_rendered boolean not null default false,
  not_before timestamptz,
  sending_at timestamptz,
  provider_at timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, seq, part),
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, channel_id) references channels (tenant_id, id),
  foreign key (tenant_id, turn_id) references turns (tenant_id, id),
  check (
    case direction
      when 'inbound' then state in ('received', 'answered', 'handed_off', 'skipped')
      else state in ('queued', 'sending', 'unknown', 'sent', 'delivered', 'read', 'failed', 'cancelled')
    end
  )
);
-- Absorbs a redelivery for ever, not for a TTL.
create unique index messages_by_provider_id on messages (channel_id, provider_message_id);
create index messages_unanswered on messages (created_at) where direction = 'inbound' and state = 'received';
create index messages_unsent on messages (created_at) where direction = 'outbound' and state in ('queued', 'sending', 'unknown');
create index messages_open_by_conversation on messages (tenant_id, conversation_id, seq, part)
  where state in ('received', 'queued', 'sending', 'unknown');
call isolate_tenant('messages', 'select, insert, update, delete');

create index messages_by_turn on messages (tenant_id, turn_id) where turn_id is not null;

create table message_media (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  provider_media_id text not null,
  provider_url text,
  mime_type text not null,
  filename text,
  expected_sha256 text,
  object_path text,
  object_uri text,
  size_bytes bigint,
  state text not null default 'pending' check (state in ('pending', 'ready', 'failed')),
  state_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, message_id),
  foreign key (tenant_id, message_id) references messages (tenant_id, id) on delete cascade,
  foreign key (tenant_id, conversation_id) references conversations (tenant_id, id) on delete cascade,
  foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index message_media_by_conversation on message_media (tenant_id, conversation_id);
create index message_media_pending on message_media (created_at) where state = 'pending';
call isolate_tenant('message_media', 'select, insert, update, delete');

-- Everything else a provider tells us: kept whole, so that a field we learn to handle later can be replayed.
create table provider_events (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  channel_id uuid,
  field text not null,
  outcome text not null check (outcome in ('applied', 'ignored')),
  reason text not null,
  payload jsonb not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index provider_events_by_time on provider_events (tenant_id, received_at desc);
call isolate_tenant('provider_events', 'select, insert');

-- Signed by our app but for no channel we know (yet): no tenant owns it, so only the platform may look.
create table unrouted_events (
  id uuid primary key,
  provider text not null,
  channel_key text,
  account_key text,
  field text not null,
  reason text not null,
  payload jsonb not null,
  received_at timestamptz not null default now()
);
alter table unrouted_events enable row level security;
alter table unrouted_events force row level security;
create policy platform_access on unrouted_events to sylion_platform using (true) with check (true);
grant select, insert, delete on unrouted_events to sylion_platform;
