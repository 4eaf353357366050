import { readList, readRecord, readText } from './read-json.ts';

/**
 * True if an error of `fetch` proves that no byte of the request left. Errors are read as plain objects, since they may come from
 * another realm than ours.
 */
export const neverConnected = (error: unknown): boolean => {
  const { cause } = readRecord(error);
  // One error per address tried; the request went out if only one of them got further than connecting.
  const attempts = Array.isArray(readRecord(cause).errors) ? readList(readRecord(cause).errors) : [cause];
  return attempts.length > 0 && attempts.every((attempt) => codesBeforeSending.has(readText(readRecord(attempt).code) ?? ''));
};

/** Failures of name lookup, connecting and the TLS handshake: all before the first byte of a request. */
const codesBeforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
