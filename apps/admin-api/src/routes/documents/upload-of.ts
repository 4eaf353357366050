import { newId } from '@sylion/schemas';

import type { Form } from '../../http/receive-form.ts';
import type { Services } from '../../services.ts';

/** Where the content of a document goes: each time to a place of its own, so that what answers questions stays until the new one does. */
export const uploadOf = <Fields>(
  { documentId, ...upload }: { readonly tenantId: string; readonly documentId: string; readonly form: Form<Fields> },
  { knowledge }: Pick<Services, 'knowledge'>,
) => ({ ...upload, objectPath: `documents/${documentId}/${newId()}`, maxBytesOf: () => knowledge.uploadMaxBytes });
