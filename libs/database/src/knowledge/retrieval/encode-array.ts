/** Numbers of the types that Postgres itself has (pg_type.dat). */
export const typeOids = { bytea: 17, text: 25 } as const;

const headerBytes = 20;
const lengthBytes = 4;

/**
 * An array of one dimension in Postgres's binary form (array_send): its dimensions, whether it has nulls, the type of its elements, its
 * length and lower bound, then every element after its length; -1 for null. A Buffer travels as a binary parameter: nothing to escape and
 * nothing to parse.
 */
export function encodeArray(elementOid: number, elements: readonly (Buffer | null)[]): Buffer {
  const header = Buffer.alloc(headerBytes);
  const hasNulls = elements.includes(null) ? 1 : 0;
  [1, hasNulls, elementOid, elements.length, 1].forEach((value, index) => header.writeInt32BE(value, index * 4));
  const parts = elements.flatMap((element) => {
    const length = Buffer.alloc(lengthBytes);
    length.writeInt32BE(element?.length ?? -1);
    return element ? [length, element] : [length];
  });
  return Buffer.concat([header, ...parts]);
}
