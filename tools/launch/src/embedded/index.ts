/** Real PostgreSQL and Redis for machines that have neither. Imports only Node and itself, so it runs before anything is built. */
export { CannotProvide } from './cannot-provide.ts';
export { freePort } from './free-port.ts';
export { providePrograms, type ProvidedPrograms } from './packages/provide-programs.ts';
export { unpackPackages } from './packages/unpack-packages.ts';
export type { UnpackedPackages, WantedPackages } from './packages/unpack-packages.ts';
export { startEmbeddedPostgres } from './postgres/start-embedded-postgres.ts';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './postgres/start-embedded-postgres.ts';
export type { Durability } from './postgres/server-arguments.ts';
export { endWithParent } from './processes/end-with-parent.ts';
export { ServerDidNotStart } from './processes/launch-server.ts';
export type { RunningServer, ServerProgram } from './processes/server-program.ts';
export { startServer } from './processes/start-server.ts';
export { startEmbeddedRedis } from './redis/start-embedded-redis.ts';
export type { EmbeddedRedis, EmbeddedRedisOptions } from './redis/start-embedded-redis.ts';
export { repositoryRoot } from './repository-root.ts';
export { settingNames } from './setting-names.ts';
export { CommandFailed, runCommand } from './run-command.ts';
