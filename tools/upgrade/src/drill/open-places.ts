import { createHttpClient, eventually, type Business, type Operator } from '@sylion/acceptance';
import type { AdminClient } from '@sylion/admin-client';
import { openChats, type Chat } from '@sylion/chaos';

/** Where a drill's people talk, and where its admin works. */
export interface Places {
  readonly chats: readonly Chat[];
  readonly businesses: readonly Business[];
  /** Of the first of the businesses. */
  readonly admin: AdminClient;
  readonly knowledgeBaseId: string;
}

const tenants = 2;
/** A model that repeats what it is asked, and takes its time for it. */
const model = { mode: 'echo', latencyMs: 300, jitterMs: 1_500 };

/** Opens two businesses with so many conversations, as soon as the load balancers let somebody in. */
export async function openPlaces(operator: Operator, vertexControlUrl: string, conversations: number): Promise<Places> {
  await createHttpClient(vertexControlUrl).send('POST', '/_control', model);
  await eventually('the load balancers let somebody in', () => operator.admin.get('/v1/tenants').then(() => true));
  const chats = await openChats(operator, { tenants, conversations });
  const businesses = [...new Set(chats.map(({ business }) => business))];
  const [{ admin }] = businesses as [Business];
  const { id: knowledgeBaseId } = await admin.post('/v1/knowledge-bases', { body: { name: 'Library' } });
  return { chats, businesses, admin, knowledgeBaseId };
}
