/** The migrated database that every test file clones. */
export const templateDatabase = 'sylion_template';

const urlOf = (user: string, database: string): string => {
  const server = process.env['TEST_POSTGRES_URL'];
  if (server === undefined) throw new Error('there is no test Postgres: run tests through Jest, whose global setup starts it');
  const url = new URL(server);
  url.username = user;
  url.pathname = `/${database}`;
  return url.toString();
};

export const superuserUrlOf = (database: string): string => urlOf('postgres', database);
/** Owns the tables and may run migrations. */
export const ownerUrlOf = (database: string): string => urlOf('sylion_owner', database);
/** What production apps log in as: no rights of its own, no BYPASSRLS. */
export const appUrlOf = (database: string): string => urlOf('sylion_app', database);
