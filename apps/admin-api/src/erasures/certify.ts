import type { ErasureCertificate } from '@sylion/schemas';
import { checkSignature, signText, type RingKey } from '@sylion/tenancy';

type Statement = Omit<ErasureCertificate, 'keyId' | 'signature'>;

const purpose = 'erasure certificate';

/** Signs what an erasure did, so that it can be verified for as long as the key stays in the ring. */
export const certify = (ring: readonly RingKey[], statement: Statement): ErasureCertificate => ({
  ...statement,
  ...signText(ring, purpose, canonical(statement)),
});

/** Whether this platform signed exactly this. */
export const judgeCertificate = (ring: readonly RingKey[], { keyId, signature, ...statement }: ErasureCertificate) =>
  checkSignature(ring, purpose, canonical(statement), { keyId, signature });

/** JSON with sorted keys: the same text whoever wrote the certificate down in between. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
