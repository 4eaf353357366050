export * from './api-keys.ts';
export * from './assistants.ts';
export * from './channels.ts';
export * from './quotas.ts';
export * from './set-channel-status.ts';
export * from './tenants.ts';
export * from './write-audit.ts';
