-- breaking: no
-- Runs of the playground are run. `claimed_until`: a worker that showed a sign of life has it until then.
alter table playground_runs add column claimed_until timestamptz, add column updated_at timestamptz not null default now();
create index playground_runs_open on playground_runs (created_at) where state in ('queued', 'running');
create index playground_runs_over on playground_runs (finished_at) where state in ('done', 'failed');

-- Only what happens in a conversation is an event: nobody is told of what an admin tries out.
create or replace trigger note_turn_end after update of state on turns for each row
  when (old.state = 'running' and new.state <> 'running' and new.conversation_id is not null) execute function note_turn();
