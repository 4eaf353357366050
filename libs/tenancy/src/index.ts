export { hashApiKey, isSameSecret, makeApiKey, type NewApiKey } from './api-key.ts';
export { ownedUntil, type StandingKey } from './owned-until.ts';
export { includesGrant, includesRole, lackFor, type Grant, type Permission, type Role } from './permissions.ts';
export { quotaPeriodEnd, quotaPeriodStart, type QuotaPeriod } from './quota-period.ts';
export { makeWebhookSecret, signWebhook } from './webhook-secret.ts';
export { CannotOpenSecret, openSecret, sealSecret, type RingKey } from './sealed-secret.ts';
export { checkSignature, signText, type TextSignature } from './signed-text.ts';
