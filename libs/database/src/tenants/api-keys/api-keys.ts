export * from './change-api-key.ts';
export * from './create-api-key.ts';
export * from './find-key-holder.ts';
export { findApiKey, listApiKeys, lockStandingKeys, type ApiKey } from './read-api-keys.ts';
