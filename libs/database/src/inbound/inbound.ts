export * from './find-channel.ts';
export * from './record-echo.ts';
export * from './record-inbound.ts';
export * from './record-unrouted.ts';
export * from './remove-old-unrouted.ts';
export * from './resolve-end-user.ts';
export * from './retry-lost-races.ts';
