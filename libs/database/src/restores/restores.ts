export { describeDatabase, differencesOf, type DatabaseDescription } from './describe-database.ts';
export { prepareRestore } from './prepare-restore.ts';
export { settleRestored, type Settled } from './settle-restored.ts';
