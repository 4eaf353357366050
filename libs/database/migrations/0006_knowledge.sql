-- breaking: no
-- What ingestion knows of a knowledge base and of a document, and where half-made work lies. How passages are searched: 0007.

-- The vectors that answer questions are those of `embedding_version`. `next_*`: a change of model under way; vectors of
-- `embedding_version + 1` are being made while the old ones go on answering, and the switch is one update.
alter table knowledge_bases
  add embedding_model text not null default 'gemini-embedding-001',
  add embedding_dimension int not null default 768 check (embedding_dimension in (768, 1536)),
  add embedding_version int not null default 1,
  add next_embedding_model text,
  add next_embedding_dimension int check (next_embedding_dimension in (768, 1536)),
  add languages text[] not null default '{}', -- in which its chunks are written
  add chunk_count int not null default 0, -- live chunks
  add deleted_at timestamptz;

-- `state` is about the newest content; `version` is the one that answers questions (0: none yet), so that a document whose new content
-- fails goes on answering with its old one. `claim` and `claimed_until` fence workers as in conversations.
alter table knowledge_documents
  add source_kind text not null default 'upload' check (source_kind in ('upload', 'uri', 'web')),
  add source_uri text,
  add metadata jsonb not null default '{}',
  add stage text check (stage in ('fetch', 'extract', 'split', 'embed', 'replace', 'import')),
  add version int not null default 0,
  add live_sha256 bytea, -- of the content that answers questions
  add language text,
  add chunk_count int not null default 0, -- live chunks
  add token_count int not null default 0, -- of the live chunks
  add planned_chunks int, -- of the content under way
  add embedded_chunks int,
  add draft_key bytea, -- what the drafts were made of: content, settings, model
  add import_operation text, -- managed search: the import under way
  add claim int not null default 0,
  add claimed_until timestamptz,
  add ready_at timestamptz,
  drop constraint knowledge_documents_state_check,
  add constraint knowledge_documents_state_check check (state in ('queued', 'processing', 'ready', 'needs_ocr', 'failed', 'deleting'));
drop index knowledge_documents_unfinished;
create index knowledge_documents_unfinished on knowledge_documents (updated_at) where state in ('queued', 'processing', 'deleting');
alter table knowledge_documents add constraint knowledge_documents_by_base unique (tenant_id, knowledge_base_id, id);

-- `embedding_hash`: of all that its vector was made from, so that an unchanged chunk of a changed document keeps its vector.
-- One foreign key says all: the document is the tenant's, and the knowledge base the document's. Each costs every chunk a look-up.
alter table knowledge_chunks
  add language text not null default 'simple',
  add embedding_hash bytea,
  drop constraint knowledge_chunks_tenant_id_fkey,
  drop constraint knowledge_chunks_tenant_id_knowledge_base_id_fkey,
  drop constraint knowledge_chunks_tenant_id_document_id_fkey,
  add foreign key (tenant_id, knowledge_base_id, document_id) references knowledge_documents (tenant_id, knowledge_base_id, id) on delete cascade;
drop index knowledge_chunks_by_document;
create unique index knowledge_chunks_by_document on knowledge_chunks (tenant_id, document_id, ordinal);
create index knowledge_chunks_by_base on knowledge_chunks (tenant_id, knowledge_base_id);

-- The chunks of a document's next version while they are made: nobody searches here, and a killed worker's successor goes on from here.
create table knowledge_chunk_drafts (
  tenant_id uuid not null,
  document_id uuid not null,
  ordinal int not null,
  chunk_id uuid not null,
  heading text,
  page int,
  content text not null,
  token_count int not null,
  language text not null,
  search_text text not null, -- the words as full text search folds them
  embedding_hash bytea not null,
  primary key (tenant_id, document_id, ordinal),
  foreign key (tenant_id, document_id) references knowledge_documents (tenant_id, id) on delete cascade
) with (toast_tuple_target = 8160); -- compressing what is gone in a minute is not worth it
call isolate_tenant('knowledge_chunk_drafts', 'select, insert, update, delete');

-- Their vectors, apart, so that a vector that arrives does not write its draft's text again. A chunk's id is never used twice: a vector
-- cannot end up with a later draft.
create table knowledge_draft_vectors (
  tenant_id uuid not null,
  document_id uuid not null,
  chunk_id uuid not null,
  embedding halfvec not null,
  primary key (tenant_id, document_id, chunk_id),
  foreign key (tenant_id, document_id) references knowledge_documents (tenant_id, id) on delete cascade
) with (toast_tuple_target = 8160);
alter table knowledge_draft_vectors alter embedding set storage main;
call isolate_tenant('knowledge_draft_vectors', 'select, insert, update, delete');

-- Hit tests as they were run.
create table knowledge_hit_tests (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  knowledge_base_id uuid not null,
  query text not null,
  request jsonb not null default '{}',
  hits jsonb not null,
  timings jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, knowledge_base_id) references knowledge_bases (tenant_id, id) on delete cascade
);
create index knowledge_hit_tests_by_base on knowledge_hit_tests (tenant_id, knowledge_base_id, id desc);
call isolate_tenant('knowledge_hit_tests', 'select, insert, delete');

-- How an assistant uses its knowledge, and which chunks a turn's prompt held.
alter table assistants add knowledge jsonb not null default '{}';
alter table turns add passages jsonb not null default '[]';
alter table usage_records
  drop constraint usage_records_metric_check,
  add constraint usage_records_metric_check check (metric in
    ('replies', 'model_prompt_tokens', 'model_output_tokens', 'whatsapp_messages', 'embedding_tokens', 'managed_searches')),
  add document_id uuid;
