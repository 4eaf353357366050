/** PostgreSQL programs that can serve us. */
export interface PostgresDistribution {
  /** Holds `postgres` and `initdb`. */
  binFolder: string;
  /** 17, say: data folders of different majors do not fit each other. */
  major: number;
}

/** Installed in every database of an embedded cluster. */
export const extensions = ['vector', 'pg_trgm', 'unaccent', 'btree_gin', 'pgcrypto'];

/** What to tell somebody whose machine has no PostgreSQL for us. */
export const postgresRemedy =
  'Install PostgreSQL 15 or newer with pgvector 0.8 or newer (on Debian 13: `apt-get install postgresql-17 postgresql-17-pgvector`; ' +
  "on older systems the same packages from the PostgreSQL project's apt repository), or set DATABASE_URL to a database that has it.";
