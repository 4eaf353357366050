export * from './media-fetches.ts';
export * from './outbound-files.ts';
export * from './read-media.ts';
