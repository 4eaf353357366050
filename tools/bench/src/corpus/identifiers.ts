/**
 * Every row's id says what it is the id of, so that the answers of all systems compare without a table of ids:
 * `<kind><set>…-<tenant>-<number>`. The shape of a version 7 UUID, ascending in the order in which rows are loaded.
 */
type Kind = 'tenant' | 'base' | 'document' | 'chunk';
const kinds: Readonly<Record<Kind, string>> = { tenant: '1', base: '2', document: '3', chunk: '4' };

export const tenantId = (tenant: number): string => identifier('tenant', tenant, 0);
export const baseId = (tenant: number): string => identifier('base', tenant, 0);
export const documentId = (tenant: number, document: number): string => identifier('document', tenant, document);
export const chunkId = (tenant: number, chunk: number): string => identifier('chunk', tenant, chunk);

/** Chunks of one document. */
export const chunksPerDocument = 100;

/** Tenant and number that an id was made of; `undefined` for an id that is not of this corpus. */
export function readIdentifier(id: string): { readonly tenant: number; readonly number: number } | undefined {
  const match = /^0190000[1-4]-0000-7000-8([0-9a-f]{3})-([0-9a-f]{12})$/.exec(id);
  return match ? { tenant: parseInt(match[1] ?? '', 16), number: parseInt(match[2] ?? '', 16) } : undefined;
}

function identifier(kind: Kind, tenant: number, number: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  return `0190000${kinds[kind]}-0000-7000-8${hex(tenant, 3)}-${hex(number, 12)}`;
}
