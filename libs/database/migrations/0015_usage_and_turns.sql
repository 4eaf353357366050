-- breaking: no
-- What was used, summed up beside the ledger; one more thing that can be limited; and why a turn answered as it did.

-- The ledger is read by time, in both directions, page by page.
create index usage_records_in_order on usage_records (tenant_id, occurred_at desc, id desc);
drop index usage_records_by_time;

-- The ledger's sums by quarter of an hour, which in every time zone is part of one day only. What a use has none of is the nil id or
-- an empty text, so that `=` and an index find it. Several parts of one sum: a writer adds to one that nobody else is at, and begins
-- another where there is none, so that nobody waits for anybody (docs/decisions/0016).
create table usage_totals (
  tenant_id uuid not null references tenants (id),
  starts_at timestamptz not null,
  metric text not null,
  assistant_id uuid not null,
  channel_id uuid not null,
  model text not null,
  part uuid not null default gen_random_uuid(),
  amount bigint not null,
  primary key (tenant_id, starts_at, metric, assistant_id, channel_id, model, part)
) with (fillfactor = 70); -- room for updates in place
call isolate_tenant('usage_totals', 'select, insert, update');

-- A part of the ledger's own transaction: the sums cannot disagree with what they sum up.
create function add_to_usage_totals() returns trigger language plpgsql as $$
declare
  nil constant uuid := '00000000-0000-0000-0000-000000000000';
  quarter constant timestamptz := date_bin('15 minutes', new.occurred_at, 'epoch');
  free uuid;
begin
  select t.part into free from usage_totals t
    where t.tenant_id = new.tenant_id and t.starts_at = quarter and t.metric = new.metric and t.assistant_id = coalesce(new.assistant_id, nil)
      and t.channel_id = coalesce(new.channel_id, nil) and t.model = coalesce(new.model, '')
    limit 1 for no key update skip locked;
  if found then
    update usage_totals t set amount = t.amount + new.amount
      where t.tenant_id = new.tenant_id and t.starts_at = quarter and t.metric = new.metric and t.assistant_id = coalesce(new.assistant_id, nil)
        and t.channel_id = coalesce(new.channel_id, nil) and t.model = coalesce(new.model, '') and t.part = free;
  else
    insert into usage_totals (tenant_id, starts_at, metric, assistant_id, channel_id, model, amount)
      values (new.tenant_id, quarter, new.metric, coalesce(new.assistant_id, nil), coalesce(new.channel_id, nil), coalesce(new.model, ''), new.amount);
  end if;
  return null;
end $$;
-- From here to the commit nobody writes to the ledger: what is summed up below is what came before the first trigger.
create trigger add_to_usage_totals after insert on usage_records for each row execute function add_to_usage_totals();

alter table usage_records no force row level security; -- its owner sums up all tenants
alter table usage_totals no force row level security;
insert into usage_totals (tenant_id, starts_at, metric, assistant_id, channel_id, model, amount)
  select tenant_id, date_bin('15 minutes', occurred_at, 'epoch'), metric, coalesce(assistant_id, '00000000-0000-0000-0000-000000000000'),
    coalesce(channel_id, '00000000-0000-0000-0000-000000000000'), coalesce(model, ''), sum(amount)
  from usage_records group by 1, 2, 3, 4, 5, 6;
alter table usage_records force row level security;
alter table usage_totals force row level security;

-- As in 0005, but a delivered message is its assistant's, too, and is locked against change only.
create or replace function record_status(tenant uuid, item jsonb, out outcome text, out conversation uuid) language plpgsql as $$
declare
  channel constant uuid := (item ->> 'channelId')::uuid;
  status constant text := item ->> 'status';
  at constant timestamptz := (item ->> 'at')::timestamptz;
  bubble messages; next_state text;
begin
  select * into bubble from messages m
    where m.tenant_id = tenant and m.channel_id = channel and m.provider_message_id = item ->> 'providerMessageId' and m.direction = 'outbound' for no key update;
  if not found and item ->> 'messageId' is not null then
    select * into bubble from messages m
      where m.tenant_id = tenant and m.channel_id = channel and m.id = (item ->> 'messageId')::uuid and m.direction = 'outbound' for no key update;
  end if;
  if bubble.id is null then
    outcome := 'unknown_message';
    return;
  end if;
  conversation := bubble.conversation_id;
  next_state := advance_delivery(bubble.state, status);
  update messages m set
    state = next_state,
    state_reason = case when next_state = 'failed' and bubble.state <> 'failed' then coalesce(item #>> '{error,code}', 'failed') when next_state <> 'failed' then null else m.state_reason end,
    provider_message_id = coalesce(m.provider_message_id, item ->> 'providerMessageId'),
    sent_at = case when status <> 'failed' then coalesce(m.sent_at, at) else m.sent_at end,
    delivered_at = case when status in ('delivered', 'read') then coalesce(m.delivered_at, at) else m.delivered_at end,
    read_at = case when status = 'read' then coalesce(m.read_at, at) else m.read_at end,
    updated_at = now()
    where m.tenant_id = tenant and m.id = bubble.id;
  if status in ('delivered', 'read') then -- WhatsApp bills per delivered message
    insert into usage_records (tenant_id, id, metric, amount, idempotency_key, turn_id, message_id, assistant_id, channel_id, details)
      values (tenant, gen_random_uuid(), 'whatsapp_messages', 1, 'delivered:' || bubble.id, bubble.turn_id, bubble.id,
        (select t.assistant_id from turns t where t.tenant_id = tenant and t.id = bubble.turn_id), channel, coalesce(item -> 'pricing', '{}'))
      on conflict (tenant_id, idempotency_key) do nothing;
  end if;
  outcome := case when bubble.state in ('queued', 'sending', 'unknown') and next_state <> bubble.state then 'settled' else 'applied' end;
end $$;

-- Embedding can be limited as well: documents wait then, and what an end user asks is only counted. Set no such quota before all
-- processors are of this version: one that does not know it could answer nobody.
alter table quotas drop constraint quotas_metric_check, add constraint quotas_metric_check check (metric in ('replies', 'model_tokens', 'embedding_tokens'));
create index quota_reservations_open on quota_reservations (tenant_id, quota_id, starts_at) include (amount, created_at) where state = 'held';
drop index quota_reservations_held; -- nobody asked for it

-- Why a turn answered as it did. `retrieval`: how the knowledge was searched and for what; `calls`: each call of the model, how often it
-- was tried and which tools it asked for. No text of a prompt or of an answer.
alter table turns
  add column channel_id uuid,
  add column retrieval jsonb not null default '{}',
  add column calls jsonb not null default '[]';
alter table turns no force row level security;
alter table conversations no force row level security;
update turns t set channel_id = c.channel_id from conversations c where c.tenant_id = t.tenant_id and c.id = t.conversation_id;
alter table turns force row level security;
alter table conversations force row level security;

create index turns_in_order on turns (tenant_id, started_at desc, id desc);
create index turns_by_outcome on turns (tenant_id, outcome, started_at desc, id desc);
create index turns_by_assistant on turns (tenant_id, assistant_id, started_at desc, id desc);
create index turns_by_channel on turns (tenant_id, channel_id, started_at desc, id desc);

-- What was searched for are words of the end user: they go with the messages that asked.
create function forget_questions() returns trigger language plpgsql as $$
begin
  update turns t set retrieval = t.retrieval - 'question' from gone
    where t.tenant_id = gone.tenant_id and t.id = gone.turn_id and gone.direction = 'inbound' and t.retrieval ? 'question';
  return null;
end $$;
create trigger forget_questions after delete on messages referencing old table as gone for each statement execute function forget_questions();
