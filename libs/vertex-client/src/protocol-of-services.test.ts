import { protocolOfServices, type ProtocolNode } from './protocol-of-services.ts';

const message = (fields: Record<string, string>, nested?: Record<string, ProtocolNode>): ProtocolNode => ({
  fields: Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, { type }])),
  ...(nested && { nested }),
});
const service = (requestType: string, responseType: string, options = {}) => ({
  methods: { Call: { requestType, responseType, options } },
});

const kind = { values: { A: 0 } } as ProtocolNode;
const v1 = {
  Wanted: service('Request', '.other.Answer'),
  Unwanted: service('Big', 'Big'),
  LongRunning: service('Request', 'Request', {
    '(google.longrunning.operation_info).response_type': 'Packed',
    '(google.longrunning.operation_info).metadata_type': 'other.Progress',
  }),
  Request: message({ text: 'string', part: 'Part', kind: 'Part.Kind' }),
  Part: message({ request: 'Request', near: 'Near', depth: 'Outer.Inner' }, { Kind: kind, Near: message({}) }),
  Near: message({ big: 'Big' }),
  Outer: message({ color: 'other.Color' }, { Inner: message({}), Unused: message({}) }),
  Packed: message({}),
  Big: message({ big: 'Big' }),
};
const other = { Answer: message({}), Progress: message({}), Color: kind, Unused: message({}) };
const protocol = {
  nested: { shop: { options: { kept: true }, nested: { v1: { nested: v1 } } } as ProtocolNode, other: { nested: other } },
};

const namesIn = (node: ProtocolNode, path = ''): string[] =>
  Object.entries(node.nested ?? {}).flatMap(([name, child]) => [`${path}${name}`, ...namesIn(child, `${path}${name}.`)]);

it('keeps a service and every type that its calls can carry, the innermost of a name, and nothing else', () => {
  const cut = protocolOfServices(protocol, ['shop.v1.Wanted']);
  expect(namesIn(cut).sort()).toEqual(
    [
      ...['shop', 'shop.v1', 'shop.v1.Wanted', 'shop.v1.Request', 'shop.v1.Part', 'shop.v1.Part.Kind', 'shop.v1.Part.Near'],
      ...['shop.v1.Outer', 'shop.v1.Outer.Inner', 'other', 'other.Answer', 'other.Color'],
    ].sort(),
  );
  expect(cut.nested?.['shop']).toMatchObject({ options: { kept: true }, nested: { v1: { nested: { Request: v1.Request } } } });
});

it('keeps what long-running operations carry packed', () => {
  const names = namesIn(protocolOfServices(protocol, ['shop.v1.LongRunning']));
  expect(names).toEqual(expect.arrayContaining(['shop.v1.Packed', 'other.Progress']));
});

it('leaves out services that are not there', () => {
  expect(namesIn(protocolOfServices(protocol, ['shop.v2.Wanted']))).toEqual([]);
});
