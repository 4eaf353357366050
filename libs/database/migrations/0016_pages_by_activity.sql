-- breaking: no
-- Under row-level security an index is entered by a condition only if nothing in it may leak, and `coalesce` counts as what may; `case` does not.
-- With the former, a cursor was a filter: every page of the inbox was read from the inbox's beginning.
drop index conversations_by_activity, conversations_by_channel, conversations_open, conversations_closed, conversations_of_humans;
create index conversations_by_activity on conversations
  (tenant_id, (case when last_message_at is null then created_at else last_message_at end) desc, id desc);
create index conversations_by_channel on conversations
  (tenant_id, channel_id, (case when last_message_at is null then created_at else last_message_at end) desc, id desc);
create index conversations_open on conversations
  (tenant_id, (case when last_message_at is null then created_at else last_message_at end) desc, id desc) where closed_at is null;
create index conversations_closed on conversations
  (tenant_id, (case when last_message_at is null then created_at else last_message_at end) desc, id desc) where closed_at is not null;
create index conversations_of_humans on conversations
  (tenant_id, (case when last_message_at is null then created_at else last_message_at end) desc, id desc) where handled_by = 'human';

-- A conversation is of one tenant: without knowing that, the planner takes a long conversation for a short one, and sorts it for every page.
create statistics turns_of_conversations (dependencies) on tenant_id, conversation_id from turns;
create statistics messages_of_conversations (dependencies) on tenant_id, conversation_id from messages;
