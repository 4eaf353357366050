import { fillPath } from './find-subjects.ts';
import { readOperations } from './read-operations.ts';

const json = (...properties: string[]) => ({
  '200': { content: { 'application/json': { schema: { properties: Object.fromEntries(properties.map((name) => [name, {}])) } } } },
});
const tenantHeader = { name: 'X-Tenant-Id', in: 'header' };

describe('the reads of an OpenAPI document', () => {
  it('are its GETs that answer with JSON and need not be told what for', () => {
    expect(
      readOperations({
        paths: {
          '/v1/conversations': { get: { parameters: [tenantHeader], responses: json('items', 'nextCursor') } },
          '/v1/conversations/{id}': { get: { parameters: [tenantHeader], responses: json('id') } },
          '/v1/tenants': { get: { responses: json('items', 'nextCursor') } },
          '/v1/usage.csv': { get: { parameters: [tenantHeader], responses: { '200': { content: { 'text/csv': {} } } } } },
          '/v1/diffs': { get: { parameters: [{ name: 'from', in: 'query', required: true }], responses: json('changes') } },
          '/v1/writes': {},
        },
      }),
    ).toEqual([
      { path: '/v1/conversations', isList: true, isPlatform: false },
      { path: '/v1/conversations/{id}', isList: false, isPlatform: false },
      { path: '/v1/tenants', isList: true, isPlatform: true },
    ]);
  });

  it('get their parameters from what there is', () => {
    const subjects = new Map([['assistants', 'a1']]);
    expect(fillPath('/v1/assistants/{id}/versions/{number}', subjects)).toBe('/v1/assistants/a1/versions/1');
    expect(fillPath('/v1/erasures/{id}', subjects)).toBeUndefined();
    expect(fillPath('/v1/assistants/{id}/parts/{part}', subjects)).toBeUndefined();
  });
});
