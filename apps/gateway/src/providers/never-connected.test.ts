import { neverConnected } from './never-connected.ts';

const fetchError = (cause: unknown) => Object.assign(new TypeError('fetch failed'), { cause });
const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('neverConnected', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])('is sure of %s', (code) =>
    expect(neverConnected(fetchError(withCode(code)))).toBe(true),
  );
  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])('is not sure of %s', (code) =>
    expect(neverConnected(fetchError(withCode(code)))).toBe(false),
  );
  it('wants every tried address to have failed so', () => {
    expect(neverConnected(fetchError(new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')])))).toBe(true);
    expect(neverConnected(fetchError(new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNRESET')])))).toBe(false);
  });
  it.each([[undefined], ['ECONNREFUSED'], [new Error('x')], [fetchError(new AggregateError([]))]])('is not sure of %p', (error) =>
    expect(neverConnected(error)).toBe(false),
  );
});
