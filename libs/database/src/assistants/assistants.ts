export * from './change-draft.ts';
export * from './create-assistant.ts';
export * from './find-assistants.ts';
export * from './publish-assistant.ts';
export * from './read-versions.ts';
