import fc from 'fast-check';

import { createFrontendReader, type FrontendMessage } from './frontend-messages.ts';

const text = (value: string): Buffer => Buffer.from(`${value}\0`);
const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const message = (kind: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body]);
};
const startUp = message('', int32(196_608), text('user'), text('sylion_app'), Buffer.from([0]));
const parameter = (value: string | Buffer | null): Buffer =>
  value === null ? int32(-1) : Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]);

const conversation = Buffer.concat([
  startUp,
  message('Q', text(`begin; select set_config('role', 'sylion_tenant', true)`)),
  message('P', text(''), text('select $1, $2, $3, $4'), int16(0)),
  message(
    'B',
    text(''),
    text(''),
    int16(4),
    ...[0, 1, 0, 0].map(int16),
    int16(4),
    ...['Zoé', Buffer.from([0, 255]), null, ''].map(parameter),
    int16(0),
  ),
  message('D', Buffer.from('P'), text('')),
  message('E', text(''), int32(0)),
  message('S'),
]);
const said: FrontendMessage[] = [
  { kind: 'query', sql: `begin; select set_config('role', 'sylion_tenant', true)` },
  { kind: 'parse', name: '', sql: 'select $1, $2, $3, $4' },
  { kind: 'bind', name: '', parameters: ['Zoé', Buffer.from([0, 255]), null, ''] },
  { kind: 'execute' },
];

describe('what a client says to Postgres', () => {
  it('is read, however its bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: conversation.length })), (cuts) => {
        const heard: FrontendMessage[] = [];
        const read = createFrontendReader((one) => heard.push(one));
        const places = [0, ...cuts.sort((left, right) => left - right), conversation.length];
        for (const [index, place] of places.entries()) read(conversation.subarray(place, places[index + 1] ?? place));
        expect(heard).toEqual(said);
      }),
    );
  });
});
