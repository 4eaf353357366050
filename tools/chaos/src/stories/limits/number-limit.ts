import { checkHistory } from '../../history/check-history.ts';
import { playTalk } from '../../talk/play-talk.ts';
import type { Part } from '../part.ts';

const limitPerSecond = 2;
const whatsAppsOwn = 80;

/** WhatsApp takes far less of a number than it says: whatever it throttles leaves later, in order. */
export const numberLimit: Part = async (stage, { isQuick, seed }, progress) => {
  progress(`a number that may send ${limitPerSecond} bubbles a second`);
  const limit = (throughputPerSecond: number): Promise<unknown> =>
    stage.whatsapp.send('POST', '/_control', { action: 'configure', limits: { throughputPerSecond } });
  const plan = {
    tenants: 1,
    conversations: isQuick ? 15 : 100,
    messages: 2,
    pauseMs: [500, 3_000] as const,
    modelMs: [0, 500] as const,
    provider: {},
    patienceMs: 300_000,
  };
  await limit(limitPerSecond);
  const { history, chats } = await playTalk(stage, plan, [], { seed, progress }).finally(() => limit(whatsAppsOwn));
  const id = chats[0]?.business.phoneNumberId ?? '';
  const { entries } = await stage.whatsapp.get<{ entries: unknown[] }>(`/_log?phoneNumberId=${id}&kind=rejected`);
  return {
    facts: { 'number limit': `${entries.length} sends throttled, ${history.seen.length} bubbles for ${history.sent.length} messages` },
    violations: checkHistory(history),
  };
};
