export * from './change-claimed-document.ts';
export * from './claim-document.ts';
export * from './finish-document.ts';
export * from './remove-document.ts';
export * from './sweep-knowledge.ts';
