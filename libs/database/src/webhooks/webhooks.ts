export * from './claim-delivery.ts';
export * from './deliveries.ts';
export * from './record-delivery.ts';
export * from './webhook-endpoints.ts';
