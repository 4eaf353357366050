-- breaking: no
-- Assistants get published versions, a draft, and behaviours. The row of an assistant stays what turns use, its published state, so that
-- the previous version of the apps goes on reading it. What that version writes meanwhile is live at once, as it was, and stands in
-- the next version that is published; `published_version` 0 is an assistant that it made.
alter table assistants
  add column published_version int not null default 0 check (published_version >= 0),
  add column published_at timestamptz not null default now(),
  add column draft jsonb,
  add column language text not null default 'end_user' check (language in ('end_user', 'fixed')),
  add column texts jsonb not null default '{}',
  add column business_hours jsonb,
  add column hand_off_rules jsonb not null default '{}';

-- A version is never changed: nobody has the right to.
create table assistant_versions (
  tenant_id uuid not null references tenants (id),
  assistant_id uuid not null,
  number int not null check (number > 0),
  settings jsonb not null,
  note text,
  rolled_back_to int,
  publisher_kind text not null,
  publisher_id text,
  published_at timestamptz not null default now(),
  primary key (tenant_id, assistant_id, number),
  foreign key (tenant_id, assistant_id) references assistants (tenant_id, id) on delete cascade
);

-- What is there becomes version 1. Forced row-level security stands in the owner's way, too: within this transaction, which has the
-- tables to itself, it does not.
alter table assistants no force row level security;
alter table assistant_knowledge_bases no force row level security;
insert into assistant_versions (tenant_id, assistant_id, number, settings, publisher_kind, published_at)
  select a.tenant_id, a.id, 1, jsonb_build_object(
      'instructions', a.instructions, 'modelTier', a.model_tier, 'model', a.model, 'locale', a.locale, 'temperature', a.temperature,
      'maxOutputTokens', a.max_output_tokens, 'tools', a.tools, 'coalescing', a.coalescing, 'knowledge', a.knowledge,
      'knowledgeBaseIds', coalesce((select jsonb_agg(l.knowledge_base_id order by l.knowledge_base_id) from assistant_knowledge_bases l
        where l.tenant_id = a.tenant_id and l.assistant_id = a.id), '[]')),
    'system', a.updated_at
  from assistants a;
update assistants set published_version = 1, published_at = updated_at;
alter table assistants force row level security;
alter table assistant_knowledge_bases force row level security;
call isolate_tenant('assistant_versions', 'select, insert');

-- What end users are told only once is remembered with the reply that tells it.
alter table conversations
  add column welcomed_at timestamptz,
  add column closed_notified_at timestamptz,
  add column unknown_count int not null default 0;

-- A run of the playground is a turn of the same id without a conversation: it holds quota, is charged and leaves a record like any other.
alter table turns add column assistant_version int, alter column conversation_id drop not null;

create table playground_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  assistant_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  request jsonb not null,
  result jsonb,
  error_code text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, assistant_id) references assistants (tenant_id, id) on delete cascade
);
create index playground_runs_by_assistant on playground_runs (tenant_id, assistant_id, created_at);
call isolate_tenant('playground_runs', 'select, insert, update, delete');
