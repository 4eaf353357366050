#!/bin/sh
# Runs once, when the bundled Postgres makes its empty cluster: a database of our own, whose owner migrates it and is no superuser.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set password="$(cat "${SECRETS_FOLDER:-/run/secrets}/postgres_owner_password")" <<'SQL'
create role sylion_owner login createrole password :'password';
create database sylion owner sylion_owner;
\connect sylion
create extension if not exists vector;
create extension if not exists btree_gin;
SQL
