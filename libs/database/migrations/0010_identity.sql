-- breaking: no
-- What an API key may is its role's, within `scopes` (null: all of it). A key that was rotated has two secrets until `previous_expires_at`.
alter table api_keys
  add column scopes text[],
  add column previous_secret_hash bytea,
  add column previous_prefix text,
  add column previous_expires_at timestamptz,
  add column updated_at timestamptz not null default now(),
  add constraint api_keys_previous_secret check (num_nulls(previous_secret_hash, previous_prefix, previous_expires_at) in (0, 3)),
  add constraint api_keys_previous_secret_hash_key unique (previous_secret_hash);

-- A user is whom an identity provider vouches for: `actor_id` is the issuer and its subject.
alter table audit_log drop constraint audit_log_actor_kind_check;
alter table audit_log add constraint audit_log_actor_kind_check check (actor_kind in ('platform', 'api_key', 'user', 'end_user', 'system'));

-- The log is read newest first, page by page, whole or by what happened, to what, by whom; by the platform across tenants as well.
drop index audit_log_by_time;
create index audit_log_by_time on audit_log (tenant_id, occurred_at desc, id desc);
create index audit_log_by_action on audit_log (tenant_id, action, occurred_at desc, id desc);
create index audit_log_by_subject on audit_log (tenant_id, subject_id, occurred_at desc, id desc);
create index audit_log_by_actor on audit_log (tenant_id, actor_id, occurred_at desc, id desc);
create index audit_log_across_tenants on audit_log (occurred_at desc, id desc);
