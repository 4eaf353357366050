export { type LoggedCall, startGcsEmulator, startWhatsAppEmulator } from '@sylion/emulators';
export { readEnvExample } from './read-env-example.ts';
export { openStandstills, type Standstill, type Standstills } from './open-standstills.ts';
export { seedTenant, testKeyRing, testSecretsKeys, type Seed, type SeededTenant } from './seed-tenant.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { createTestRedis, type TestRedis } from './test-redis.ts';
export { startTestVertex, type TestVertex } from './test-vertex.ts';
export { waitUntil } from './wait-until.ts';
export { rowsOf, withClient } from './with-client.ts';
