export * from './idempotent-requests.ts';
export * from './versions.ts';
