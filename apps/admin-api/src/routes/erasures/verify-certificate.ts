import { certificateCheckSchema, certificateVerdictSchema } from '@sylion/schemas';

import { judgeCertificate } from '../../erasures/certify.ts';
import { defineTenantRoute } from '../../route.ts';

export const verifyCertificate = defineTenantRoute({
  method: 'post',
  path: '/v1/erasures/verify',
  summary: 'Verify a certificate of erasure, wherever it was kept',
  permission: { role: 'agent', scope: 'end-users:write' },
  body: certificateCheckSchema,
  status: 200,
  answer: certificateVerdictSchema,
  handle: async ({ tenantId, body: { certificate } }, { secretRing }) => ({
    verdict: certificate.tenantId === tenantId ? judgeCertificate(secretRing, certificate) : 'false',
  }),
});
