import { tokenOf } from '../../history/history.ts';
import { inTurns } from '../../in-turns.ts';
import { openChats, type Chat } from '../../talk/chat.ts';
import { percentile } from '../../talk/percentile.ts';
import { readModelCalls } from '../../talk/read-model-calls.ts';
import { say } from '../../talk/say.ts';
import { seesWord } from '../../talk/watch-phone.ts';
import { broken, type Part } from '../part.ts';

const mostMs = 1_000;
const withinMs = 30_000;

/** A complete question, and nothing after it: the model is asked within a second, webhook, claim and all. */
export const loneQuestion: Part = async (stage, { isQuick }, progress) => {
  const users = isQuick ? 5 : 60;
  progress(`${users} end users ask one question each`);
  await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 0, jitterMs: 0 });
  const chats = await openChats(stage, { tenants: 1, conversations: users });
  const askedAt = await inTurns(chats, 1, async (chat) => {
    const at = Date.now();
    await say(stage.whatsapp, chat, `${tokenOf(chat.index, 0)}: vous livrez à Lyon ?`);
    await seesWord(stage.whatsapp, chat, tokenOf(chat.index, 0), withinMs);
    return at;
  });
  const calls = await readModelCalls(stage, (chats[0] as Chat).business);
  const waitedMs = chats.map(({ index }, position) => {
    const call = calls.find(({ asked }) => asked.includes(`${tokenOf(index, 0)}:`));
    return (call?.at ?? Infinity) - (askedAt[position] ?? 0);
  });
  const middle = percentile(waitedMs, 0.5);
  return {
    facts: { 'a lone question': `the model was asked after ${middle} ms (p50), ${percentile(waitedMs, 1)} ms (longest)` },
    violations: middle <= mostMs ? [] : [broken('slow', `a lone question waits ${middle} ms before the model is asked`)],
  };
};
