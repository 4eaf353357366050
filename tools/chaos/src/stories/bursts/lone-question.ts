import { openBusiness } from '@sylion/acceptance';

import { tokenOf } from '../../history/history.ts';
import { inTurns } from '../../in-turns.ts';
import type { Stage } from '../../stage/stage.ts';
import type { Chat } from '../../talk/chat.ts';
import { percentile } from '../../talk/percentile.ts';
import { timeLegs } from '../../talk/time-legs.ts';
import { say } from '../../talk/say.ts';
import { seesWord } from '../../talk/watch-phone.ts';
import { broken, type Part } from '../part.ts';

const mostExtraMs = 1_000;
const withinMs = 30_000;

/** A complete question and nothing after it, to an assistant that gives its writers time and to one that gives none. */
export const loneQuestion: Part = async (stage, { isQuick }, progress) => {
  const users = isQuick ? 5 : 60;
  progress(`${users} end users ask one question each`);
  await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 0, jitterMs: 0 });
  const patient = await timeToModel(stage, users, {});
  const hasty = await timeToModel(stage, users, { coalescing: { completeWaitMs: 0 } });
  const extraMs = percentile(patient, 0.5) - percentile(hasty, 0.5);
  return {
    facts: {
      'a lone question': `the model is asked ${percentile(patient, 0.5)} ms after the webhook's 200 (p50), of which ${extraMs} ms are the wait for more`,
    },
    violations: extraMs <= mostExtraMs ? [] : [broken('slow', `a lone question waits ${extraMs} ms for more to come`)],
  };
};

/** From the 200 until the model is asked, in ms. */
async function timeToModel(stage: Stage, users: number, settings: Parameters<typeof openBusiness>[3]): Promise<number[]> {
  const business = await openBusiness(stage, 'Repeat what you are told.', 'fr', settings);
  const chats = Array.from({ length: users }, (_, index): Chat => ({ index, business, phone: `334${10_000_000 + index}` }));
  await inTurns(chats, 1, async (chat) => {
    await say(stage.whatsapp, chat, `${tokenOf(chat.index, 0)}: vous livrez à Lyon ?`);
    await seesWord(stage.whatsapp, chat, tokenOf(chat.index, 0), withinMs);
  });
  return (await timeLegs(stage, chats)).map(({ turned }) => turned);
}
