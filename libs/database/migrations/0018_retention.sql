-- breaking: no
-- Retention is enforced, what is kept for a while has an end, a conversation that is closed is an event.

-- Idle end users are erased as if they had asked for it. Deliveries end with their events, which the platform keeps as long as it says;
-- the audit log is not the tenant's to shorten.
alter table retention_policies
  add column end_users_days int check (end_users_days between 1 and 3650),
  add column swept_at timestamptz, -- when all that was too old was gone
  drop column webhook_deliveries_days,
  drop column audit_log_days;

-- What is oldest; after a merge of conversations their `seq` does not tell.
create index messages_by_age on messages (tenant_id, created_at);
create index message_media_stored on message_media (tenant_id, created_at) where object_path is not null;
create index knowledge_hit_tests_by_age on knowledge_hit_tests (tenant_id, created_at);

-- Tombstones are for ever: a unique key absorbs a redelivery for ever as well. `expires_at` is null in all of them; nobody names it from this
-- version on, so that a later migration may drop it.
drop index message_tombstones_expiring;

-- Whom or what a request was about, as its path says: what was answered is forgotten with it. Null: about none in particular.
alter table idempotent_requests add column subject_id uuid;
create index idempotent_requests_by_subject on idempotent_requests (tenant_id, subject_id) where subject_id is not null;

-- The ends of what nobody needs for long.
create index channel_tasks_over on channel_tasks (finished_at) where state in ('done', 'failed');
create index unrouted_events_by_time on unrouted_events (received_at);

create function note_closing() returns trigger language plpgsql as $$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    values (new.tenant_id, 'conversation.closed', new.id,
      jsonb_build_object('conversationId', new.id, 'channelId', new.channel_id, 'endUserId', new.end_user_id, 'handledBy', new.handled_by));
  return null;
end $$;
create trigger note_conversation_closed after update of closed_at on conversations for each row
  when (old.closed_at is null and new.closed_at is not null) execute function note_closing();
