/** What somebody asks who wants to know whether a platform is well. */
export { assertSafeRole, UnsafeRole } from '../assert-safe-role.ts';
export { listPendingMigrations } from './list-pending-migrations.ts';
export { listUnwellChannels, type UnwellChannel } from './list-unwell-channels.ts';
export { readDatabaseVitals, type DatabaseVitals } from './read-database-vitals.ts';
