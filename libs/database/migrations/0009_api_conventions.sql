-- breaking: no
-- Every list of the Admin API is read by an index in its own order, so that its hundredth page costs what its first does.

-- By the last message, or the beginning where nobody wrote yet; all of them, or those of one channel.
drop index conversations_by_activity;
create index conversations_by_activity on conversations (tenant_id, (coalesce(last_message_at, created_at)) desc, id desc);
create index conversations_by_channel on conversations (tenant_id, channel_id, (coalesce(last_message_at, created_at)) desc, id desc);

drop index turns_by_conversation;
create index turns_by_conversation on turns (tenant_id, conversation_id, started_at desc, id desc);

create index knowledge_documents_by_state on knowledge_documents (tenant_id, knowledge_base_id, state, id);
