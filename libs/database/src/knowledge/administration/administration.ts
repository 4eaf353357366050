export { changeDocument, requeueDocument } from './change-document.ts';
export * from './change-embedding.ts';
export * from './create-document.ts';
export * from './delete-document.ts';
export * from './delete-knowledge-base.ts';
export * from './find-documents.ts';
export * from './hit-tests.ts';
