-- breaking: no
-- The inbox, the health of a channel, message templates, and what an admin asks of a channel's provider.

-- `closed_at`: an agent is done with it; the next message of the end user opens it again. `unanswered_since`: the first message that waits for
-- whoever handles the conversation, of `unanswered_count`; when a human does, what the assistant says on handing over is no answer.
alter table conversations
  add column closed_at timestamptz,
  add column unanswered_since timestamptz,
  add column unanswered_count int not null default 0;
create index conversations_open on conversations (tenant_id, (coalesce(last_message_at, created_at)) desc, id desc) where closed_at is null;
create index conversations_closed on conversations (tenant_id, (coalesce(last_message_at, created_at)) desc, id desc) where closed_at is not null;
create index conversations_of_humans on conversations (tenant_id, (coalesce(last_message_at, created_at)) desc, id desc) where handled_by = 'human';
create index conversations_unanswered on conversations (tenant_id, unanswered_since, id) where unanswered_since is not null;
create index conversations_by_last_inbound on conversations (tenant_id, channel_id, last_inbound_at desc) where last_inbound_at is not null;

create index messages_sent_by_channel on messages (tenant_id, channel_id, sent_at desc) where sent_at is not null;
create index messages_unsent_by_channel on messages (tenant_id, channel_id, created_at)
  where direction = 'outbound' and state in ('queued', 'sending', 'unknown');
create index messages_failed_by_channel on messages (tenant_id, channel_id, updated_at desc) where state = 'failed';

-- Since when the channel has its status.
alter table channels add column status_changed_at timestamptz not null default now();

-- What the provider has approved (or not) for a channel, as it was when last synced.
create table message_templates (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  channel_id uuid not null,
  provider_template_id text not null,
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  components jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, channel_id, name, language),
  foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index message_templates_by_name on message_templates (tenant_id, name, language, id);
call isolate_tenant('message_templates', 'select, insert, update, delete');

-- What the Admin API may not do itself, because it speaks neither WhatsApp nor to a model: a row, a nudge, and somebody who waits.
-- `requested` → `running` → `done`, whatever the answer was, or `failed` when there was none. `claimed_until`: whoever works on it now.
create table channel_tasks (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  channel_id uuid not null,
  kind text not null check (kind in ('verify', 'sync_templates', 'ask_model')),
  state text not null default 'requested' check (state in ('requested', 'running', 'done', 'failed')),
  result jsonb,
  failure text,
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  claimed_until timestamptz,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, channel_id) references channels (tenant_id, id)
);
create index channel_tasks_of_channel on channel_tasks (tenant_id, channel_id, kind, id desc);
create index channel_tasks_open on channel_tasks (requested_at) where state in ('requested', 'running');
call isolate_tenant('channel_tasks', 'select, insert, update');

-- One row per process that is alive, or was until lately: no tenant owns them.
create table heartbeats (
  instance uuid primary key,
  app text not null,
  roles text[] not null,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now()
);
create index heartbeats_by_time on heartbeats (beat_at);
alter table heartbeats enable row level security;
alter table heartbeats force row level security;
create policy platform_access on heartbeats to sylion_platform using (true) with check (true);
grant select, insert, update, delete on heartbeats to sylion_platform;

-- As in 0005, but what is to be answered opens a closed conversation and waits in the inbox.
create or replace function record_message(tenant uuid, item jsonb, end_user uuid, out outcome text, out conversation uuid, out media uuid) language plpgsql as $$
declare
  channel constant uuid := (item ->> 'channelId')::uuid;
  said_at constant timestamptz := least((item ->> 'sentAt')::timestamptz, now());
  is_open constant boolean := item ->> 'state' = 'received';
  talk conversations; stored messages; existing messages;
begin
  select * into talk from conversations c where c.tenant_id = tenant and c.channel_id = channel and c.end_user_id = end_user for update;
  if not found then
    insert into conversations (tenant_id, id, channel_id, end_user_id) values (tenant, (item ->> 'conversationId')::uuid, channel, end_user)
      on conflict (tenant_id, channel_id, end_user_id) do nothing;
    select * into strict talk from conversations c where c.tenant_id = tenant and c.channel_id = channel and c.end_user_id = end_user for update;
  end if;
  insert into messages (tenant_id, id, conversation_id, channel_id, seq, direction, author, kind, content, raw, provider_message_id, reply_to, state, state_reason, provider_at)
    values (tenant, (item ->> 'id')::uuid, talk.id, channel, talk.next_seq, 'inbound', 'end_user', item ->> 'kind', item -> 'content', nullif(item -> 'raw', 'null'),
      item ->> 'providerMessageId', item ->> 'replyTo', item ->> 'state', item ->> 'stateReason', (item ->> 'sentAt')::timestamptz)
    on conflict (channel_id, provider_message_id) do nothing returning * into stored;
  if stored.id is null then
    select * into existing from messages m where m.tenant_id = tenant and m.channel_id = channel and m.provider_message_id = item ->> 'providerMessageId';
    outcome := case when existing.state = 'received' then 'duplicate_open' else 'duplicate' end;
    conversation := existing.conversation_id;
    select mm.id into media from message_media mm where mm.tenant_id = tenant and mm.message_id = existing.id and mm.state = 'pending';
    return;
  end if;
  update conversations c set
    next_seq = talk.next_seq + 1,
    last_inbound_seq = case when is_open then talk.next_seq else c.last_inbound_seq end,
    last_inbound_at = case when (item ->> 'opensWindow')::boolean then greatest(c.last_inbound_at, said_at) else c.last_inbound_at end,
    last_message_at = now(),
    closed_at = case when is_open then null else c.closed_at end,
    unanswered_since = case when is_open then coalesce(c.unanswered_since, now()) else c.unanswered_since end,
    unanswered_count = case when is_open then c.unanswered_count + 1 else c.unanswered_count end,
    reply_phone = coalesce(item ->> 'phone', c.reply_phone),
    reply_bsuid = coalesce(item ->> 'bsuid', c.reply_bsuid),
    updated_at = now()
    where c.tenant_id = tenant and c.id = talk.id;
  if item ->> 'mediaId' is not null then
    insert into message_media (tenant_id, id, message_id, conversation_id, channel_id, provider_media_id, provider_url, mime_type, filename, expected_sha256)
      values (tenant, (item ->> 'mediaId')::uuid, stored.id, talk.id, channel, item #>> '{media,providerMediaId}', item #>> '{media,url}',
        item #>> '{media,mimeType}', item #>> '{media,filename}', item #>> '{media,sha256}') returning id into media;
  end if;
  outcome := case when is_open then 'stored_open' else 'stored' end;
  conversation := talk.id;
end $$;
