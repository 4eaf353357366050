import fc from 'fast-check';
import { toProtobufValue, fromProtobufStruct } from '../protobuf-value.ts';
import { completeSchema } from './data-store-schema.ts';
import { importLine } from './import-line.ts';
import type { RawSearchResult } from './raw-search-service.ts';
import { readHits } from './read-hits.ts';
import { readImportState, readIndexingState } from './read-states.ts';
import { searchFilter } from './search-filter.ts';

const tenant = '0190a1b2-0000-7000-8000-00000000000a';
const base = '0190a1b2-0000-7000-8000-0000000000a1';
const other = '0190a1b2-0000-7000-8000-0000000000b1';
const result = (fields: Record<string, string>, chunk: object = {}): RawSearchResult => ({
  chunk: { id: 'c1', content: 'text', documentMetadata: { title: 'T', structData: toProtobufValue(fields).structValue ?? null }, ...chunk },
});

describe('searchFilter', () => {
  it('names the tenant and the knowledge bases', () => {
    expect(searchFilter(tenant, [base, other])).toBe(`tenant_id: ANY("${tenant}") AND knowledge_base_id: ANY("${base}","${other}")`);
  });

  it('is made of UUIDs or not at all', () => {
    fc.assert(
      fc.property(fc.string(), fc.uuid(), (text, uuid) => {
        expect(() => searchFilter(tenant, [base, text])).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', attempts: 0 }));
        expect(() => searchFilter(`${uuid}${text}"`, [base])).toThrow();
        expect(searchFilter(uuid, [uuid])).toMatch(/^tenant_id: ANY\("[0-9a-f-]{36}"\) AND knowledge_base_id: ANY\("[0-9a-f-]{36}"\)$/);
      }),
    );
    expect(() => searchFilter(tenant, [])).toThrow();
  });
});

describe('readHits', () => {
  const mine = { tenant_id: tenant, knowledge_base_id: base, document_id: 'd', title: 'Mine' };

  it('reads a passage', () => {
    const found = result(mine, { relevanceScore: 0.7, pageSpan: { pageStart: 3 } });
    expect(readHits([found, result({ ...mine, title: '' })], tenant, [base])).toEqual([
      { documentId: 'd', tenantId: tenant, knowledgeBaseId: base, chunkId: 'd/c1', text: 'text', page: 3, title: 'Mine', score: 0.7 },
      { documentId: 'd', tenantId: tenant, knowledgeBaseId: base, chunkId: 'd/c1', text: 'text', page: null, title: 'T', score: null },
    ]);
  });

  it.each([
    ['another tenant', result({ ...mine, tenant_id: other })],
    ['another knowledge base', result({ ...mine, knowledge_base_id: other })],
    ['nobody', result({})],
    ['a result that is no passage', {}],
  ])('hands on nothing when one passage is of %s', (_whose, foreign) => {
    expect(() => readHits([result(mine), foreign], tenant, [base])).toThrow(
      expect.objectContaining({ name: 'PermanentModelError', code: 'FOREIGN_RESULT' }),
    );
  });
});

describe('completeSchema', () => {
  const properties = (schema: ReturnType<typeof completeSchema>) => fromProtobufStruct(schema).properties as Record<string, object>;

  it('adds what is missing or not indexable, and keeps the rest', () => {
    const completed = completeSchema({
      jsonSchema: '{"type":"object","properties":{"tenant_id":{"type":"string"},"own":{"type":"number"}}}',
    });
    for (const field of ['tenant_id', 'knowledge_base_id', 'document_id'])
      expect(properties(completed)[field]).toMatchObject({ indexable: true, retrievable: true });
    expect(properties(completed).own).toEqual({ type: 'number' });
    expect(completeSchema({ structSchema: completed ?? null })).toBeUndefined();
  });

  it('begins with nothing', () => {
    expect(Object.keys(properties(completeSchema({})))).toEqual(['tenant_id', 'knowledge_base_id', 'document_id', 'title']);
  });
});

it('describes documents to an import, plain kinds of text as plain text', () => {
  const document = {
    tenantId: tenant,
    knowledgeBaseId: base,
    documentId: other,
    title: 'Prix "2026"',
    mimeType: 'text/csv',
    uri: 'gs://b/o',
  };
  expect(JSON.parse(importLine(document))).toEqual({
    id: `tenant-${tenant}-document-${other}`,
    structData: { tenant_id: tenant, knowledge_base_id: base, document_id: other, title: 'Prix "2026"' },
    content: { mimeType: 'text/plain', uri: 'gs://b/o' },
  });
  expect(() => importLine({ ...document, knowledgeBaseId: 'x' })).toThrow();
});

it('reads states of imports and documents', () => {
  expect(readImportState({ done: false })).toEqual({ state: 'running' });
  expect(readImportState({ done: true, metadata: { successCount: '7' }, response: { errorSamples: [{ code: 3, message: 'm' }] } })).toEqual(
    {
      state: 'done',
      succeeded: 7,
      failed: 0,
      errors: [{ code: 'INVALID_ARGUMENT', message: 'm' }],
    },
  );
  expect(readImportState({ done: true, error: { code: 7 } })).toMatchObject({ failed: 1, errors: [{ code: 'PERMISSION_DENIED' }] });
  expect(readIndexingState({})).toEqual({ state: 'pending' });
  expect(readIndexingState({ indexStatus: { indexTime: {} } })).toEqual({ state: 'indexed' });
  expect(readIndexingState({ indexStatus: { errorSamples: [{ code: 3 }] } })).toMatchObject({ state: 'failed' });
});
