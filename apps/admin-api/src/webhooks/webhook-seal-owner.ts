/** What a webhook endpoint's sealed secrets are bound to. */
export const webhookSealOwner = (tenantId: string, endpointId: string): string => `${tenantId}/webhooks/${endpointId}`;
