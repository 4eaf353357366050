-- breaking: no
-- A file that a human sends lies in our bucket first; the provider names it when it was uploaded there.
alter table message_media alter column provider_media_id drop not null;
