import { planEmbeddingChange } from './plan-embedding-change.ts';

const now = { model: 'gemini-embedding-001', dimension: 768 } as const;
const next = { model: 'gemini-embedding-2', dimension: 1536 } as const;
const still = { now, next: undefined, hasVectors: true };
const changing = { now, next, hasVectors: true };

it.each([
  ['nothing named', still, {}, { kind: 'keep' }],
  ['the model in use', still, { model: now.model }, { kind: 'keep' }],
  ['another model', still, { model: 'other' }, { kind: 'begin', embedding: { model: 'other', dimension: 768 } }],
  ['another length', still, { dimension: 1536 as const }, { kind: 'begin', embedding: { model: now.model, dimension: 1536 } }],
  ['another model of an empty base', { ...still, hasVectors: false }, next, { kind: 'replace', embedding: next }],
  ['the model that is coming', changing, { model: next.model }, { kind: 'keep' }],
  ['back to what it was', changing, now, { kind: 'end' }],
  ['a third one', changing, { model: 'third' }, { kind: 'begin', embedding: { model: 'third', dimension: 1536 } }],
])('%s', (_name, base, wish, change) => expect(planEmbeddingChange(base, wish)).toEqual(change));
