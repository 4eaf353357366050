import { markMediaReady } from '@sylion/database';
import { newId } from '@sylion/schemas';

import { writeInbound, type TestApi, type TestTenant } from './harness.ts';

/** A photo that an end user sent and the gateway fetched; returns the id of its message. */
export async function writePhoto(api: TestApi, { tenantId, ...tenant }: TestTenant, content = Buffer.from('a photo')): Promise<string> {
  const [id, mediaId] = [newId(), newId()];
  const reference = { providerMediaId: newId(), mimeType: 'image/jpeg' };
  const photo = { id, mediaId, kind: 'image', content: { kind: 'image', media: reference }, media: reference } as const;
  const conversationId = await writeInbound(api, { tenantId, ...tenant }, photo);
  const objectPath = `media/${conversationId}/${mediaId}`;
  const { uri, sizeBytes } = await api.store.write(tenantId, objectPath, content, { contentType: 'image/jpeg' });
  await api.database.asTenant(tenantId, (scope) =>
    markMediaReady(scope, mediaId, { objectPath, objectUri: uri, sizeBytes, mimeType: 'image/jpeg' }),
  );
  return id;
}
