export * from './claim-playground-run.ts';
export * from './create-playground-run.ts';
export * from './find-playground-run.ts';
export * from './finish-playground-run.ts';
export * from './sweep-playground-runs.ts';
