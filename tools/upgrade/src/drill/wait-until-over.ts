import { eventually, type HttpClient } from '@sylion/acceptance';
import { readHistory, tokensIn } from '@sylion/chaos';

import type { Load } from './bring-load.ts';
import type { Places } from './open-places.ts';

export interface Outcome {
  /** All that was said on both sides, and what the product still calls open. */
  readonly history: Awaited<ReturnType<typeof readHistory>>;
  /** Documents that did not become searchable. */
  readonly unready: readonly string[];
}

const patienceMs = 90_000;

/** Waits until every message is answered, nothing is open and every document is ready; then, or when patience ends, tells what there is. */
export async function waitUntilOver(
  { whatsapp }: { readonly whatsapp: HttpClient },
  { businesses, admin }: Pick<Places, 'businesses' | 'admin'>,
  load: Pick<Load, 'messages' | 'documentIds'>,
): Promise<Outcome> {
  const isOver = async (): Promise<true | undefined> => {
    const { seen, open } = await readHistory(whatsapp, businesses);
    const answered = new Set(seen.flatMap(({ text }) => tokensIn(text)));
    return answered.size >= load.messages && open.length === 0 ? true : undefined;
  };
  await eventually('everything is over', isOver, patienceMs).catch(() => undefined);
  const history = await readHistory(whatsapp, businesses);
  const isReady = (id: string): Promise<boolean> =>
    eventually(`document ${id} is ready`, async () => {
      const { state } = await admin.get('/v1/documents/{id}', { path: { id } });
      return state === 'ready' ? true : undefined;
    }).catch(() => false);
  const readiness = await Promise.all(load.documentIds.map(async (id) => ({ id, isReady: await isReady(id) })));
  return { history, unready: readiness.filter((document) => !document.isReady).map(({ id }) => id) };
}
