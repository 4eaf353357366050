-- breaking: no
create table assistants (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  instructions text not null default '',
  model_tier text not null default 'flash' check (model_tier in ('flash', 'pro')),
  model text,
  locale text not null default 'en',
  temperature real not null default 0.3 check (temperature between 0 and 2),
  max_output_tokens int not null default 1024 check (max_output_tokens between 16 and 65536),
  tools text[] not null default '{hand_off_to_human}',
  coalescing jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call isolate_tenant('assistants', 'select, insert, update, delete');

-- `provider_key` is how the provider names the number in its webhooks (Meta: phone_number_id; Twilio: the number itself).
-- `identity_scope` is the business portfolio (or WABA) inside which a BSUID means the same person.
create table channels (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  assistant_id uuid,
  provider text not null check (provider in ('meta', '360dialog', 'twilio')),
  provider_key text not null,
  account_key text,
  identity_scope text not null,
  display_phone_number text not null,
  name text not null,
  credentials_ciphertext bytea not null,
  status text not null default 'active' check (status in ('active', 'paused', 'needs_reauth')),
  status_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (id),
  unique (provider, provider_key),
  foreign key (tenant_id, assistant_id) references assistants (tenant_id, id)
);
call isolate_tenant('channels', 'select, insert, update');

create table knowledge_bases (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  name text not null,
  mode text not null default 'local' check (mode in ('local', 'vertex_search')),
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
call isolate_tenant('knowledge_bases', 'select, insert, update, delete');

create table assistant_knowledge_bases (
  tenant_id uuid not null references tenants (id),
  assistant_id uuid not null,
  knowledge_base_id uuid not null,
  primary key (tenant_id, assistant_id, knowledge_base_id),
  foreign key (tenant_id, assistant_id) references assistants (tenant_id, id) on delete cascade,
  foreign key (tenant_id, knowledge_base_id) references knowledge_bases (tenant_id, id) on delete cascade
);
call isolate_tenant('assistant_knowledge_bases', 'select, insert, delete');

create table knowledge_documents (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  knowledge_base_id uuid not null,
  name text not null,
  mime_type text not null,
  object_path text,
  size_bytes bigint,
  sha256 bytea,
  state text not null default 'queued' check (state in ('queued', 'processing', 'ready', 'needs_ocr', 'failed')),
  state_reason text,
  pages_total int,
  pages_with_text int,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, knowledge_base_id) references knowledge_bases (tenant_id, id) on delete cascade
);
create index knowledge_documents_unfinished on knowledge_documents (updated_at) where state in ('queued', 'processing');
call isolate_tenant('knowledge_documents', 'select, insert, update, delete');

create table knowledge_chunks (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  knowledge_base_id uuid not null,
  document_id uuid not null,
  ordinal int not null,
  heading text,
  page int,
  content text not null,
  token_count int not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, knowledge_base_id) references knowledge_bases (tenant_id, id) on delete cascade,
  foreign key (tenant_id, document_id) references knowledge_documents (tenant_id, id) on delete cascade
);
create index knowledge_chunks_by_document on knowledge_chunks (tenant_id, document_id);
call isolate_tenant('knowledge_chunks', 'select, insert, update, delete');
