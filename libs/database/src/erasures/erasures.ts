export * from './advance-erasure.ts';
export * from './find-erasures.ts';
export * from './refuse-buried.ts';
export * from './request-erasure.ts';
