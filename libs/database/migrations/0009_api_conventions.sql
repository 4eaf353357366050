-- breaking: no
-- Every list of the Admin API is read by an index in its own order, so that its hundredth page costs what its first does.

-- By the last message, or the beginning where nobody wrote yet; all of them, or those of one channel.
drop index conversations_by_activity;
create index conversations_by_activity on conversations (tenant_id, (coalesce(last_message_at, created_at)) desc, id desc);
create index conversations_by_channel on conversations (tenant_id, channel_id, (coalesce(last_message_at, created_at)) desc, id desc);

drop index turns_by_conversation;
create index turns_by_conversation on turns (tenant_id, conversation_id, started_at desc, id desc);

create index knowledge_documents_by_state on knowledge_documents (tenant_id, knowledge_base_id, state, id);

-- What was answered to a request that carries an Idempotency-Key, so that a repetition is told the same and does nothing. Whoever's work
-- is one transaction writes its row in it; other work puts its row here before it begins, without an answer until it has ended.
create table idempotent_requests (
  tenant_id uuid not null references tenants (id),
  caller text not null,
  key_hash bytea not null,
  fingerprint bytea not null, -- of all that the request asks for
  answer_ciphertext bytea, -- sealed: an answer may carry a secret or somebody's words
  running_until timestamptz, -- who has not ended by then has died
  created_at timestamptz not null default now(),
  primary key (tenant_id, caller, key_hash)
);
create index idempotent_requests_by_age on idempotent_requests (created_at);
call isolate_tenant('idempotent_requests', 'select, insert, update, delete');

-- The same for requests that stand outside every tenant.
create table idempotent_platform_requests (
  caller text not null,
  key_hash bytea not null,
  fingerprint bytea not null,
  answer_ciphertext bytea,
  running_until timestamptz,
  created_at timestamptz not null default now(),
  primary key (caller, key_hash)
);
alter table idempotent_platform_requests enable row level security;
alter table idempotent_platform_requests force row level security;
create policy platform_access on idempotent_platform_requests to sylion_platform using (true) with check (true);
grant select, insert, update, delete on idempotent_platform_requests to sylion_platform;
