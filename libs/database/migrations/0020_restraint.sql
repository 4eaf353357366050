-- breaking: no
-- What holds an assistant back: with an end user who writes too much, with a machine that answers by itself, and while the model is away.
alter table assistants
  add column end_user_limits jsonb not null default '{}',
  add column breaks_loops boolean not null default true,
  add column outage_rules jsonb not null default '{}';

-- `admitted_at`: the turn was let through to the model by the limits of its end user. One that did not answer does not count against them.
alter table turns add column admitted_at timestamptz;
create index turns_admitted on turns (tenant_id, conversation_id, admitted_at desc)
  where admitted_at is not null and state in ('running', 'replied');

-- `quiet_since`: a machine seems to answer, and is not answered; `rate_notified_at`, `apologised_at`: what the end user was told, so that
-- it is not said again; `answer_not_before`: the model was away, and is asked again then.
alter table conversations
  add column quiet_since timestamptz,
  add column rate_notified_at timestamptz,
  add column apologised_at timestamptz,
  add column answer_not_before timestamptz;

create function note_quiet() returns trigger language plpgsql as $$
begin
  insert into events (tenant_id, kind, conversation_id, data)
    values (new.tenant_id, 'conversation.' || case when new.quiet_since is null then 'resumed' else 'went_quiet' end, new.id,
      jsonb_build_object('conversationId', new.id, 'channelId', new.channel_id, 'endUserId', new.end_user_id));
  return null;
end $$;
create trigger note_quiet after update of quiet_since on conversations for each row
  when ((old.quiet_since is null) <> (new.quiet_since is null)) execute function note_quiet();
