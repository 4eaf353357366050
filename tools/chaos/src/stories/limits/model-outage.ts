import { openBusiness } from '@sylion/acceptance';

import { tokenOf } from '../../history/history.ts';
import type { Stage } from '../../stage/stage.ts';
import type { Chat } from '../../talk/chat.ts';
import { say } from '../../talk/say.ts';
import { readBubbles, seesWord } from '../../talk/watch-phone.ts';
import { broken, type Part } from '../part.ts';

const rules = ['apologise', 'answer_later', 'hand_off'] as const;
const users = 4;
const withinMs = 180_000;

/** No model answers: everybody is told once, and what follows is what the assistant's rule says. */
export const modelOutage: Part = async (stage, _size, progress) => {
  progress('no model answers');
  const chatsOf = await Promise.all(
    rules.map(async (modelOutageRule, which) => {
      const business = await openBusiness(stage, 'Repeat what you are told.', 'fr', { outageRules: { modelOutage: modelOutageRule } });
      return Array.from({ length: users }, (_, index): Chat => ({
        index: which * users + index,
        business,
        phone: `339${which}${1_000_000 + index}`,
      }));
    }),
  );
  const chats = chatsOf.flat();
  const ask = (chat: Chat, message: number): Promise<unknown> =>
    say(stage.whatsapp, chat, `${tokenOf(chat.index, message)}: vous livrez à Lyon ?`);
  await stage.vertex.send('POST', '/_control', { mode: 'echo', failRate: 1, failCode: 'UNAVAILABLE' });
  for (const chat of chats) await ask(chat, 0);
  const told = await Promise.all(chats.map((chat) => seesWord(stage.whatsapp, chat, '', withinMs)));
  await stage.vertex.send('POST', '/_control', { failRate: 0 });
  const [apologised, later, handedOff] = chatsOf as [Chat[], Chat[], Chat[]];
  for (const chat of apologised) await ask(chat, 1);
  const answered = await Promise.all(apologised.map((chat) => seesWord(stage.whatsapp, chat, tokenOf(chat.index, 1), withinMs)));
  const caughtUp = await Promise.all(later.map((chat) => seesWord(stage.whatsapp, chat, tokenOf(chat.index, 0), withinMs)));
  const given = await Promise.all(handedOff.map(isWithHuman));
  const words = await countWordless(stage, chats);
  const all = (outcomes: readonly boolean[]): boolean => outcomes.every(Boolean);
  return {
    facts: {
      'model outage': `${chats.length} end users were told; ${later.length} answered later by themselves, ${handedOff.length} handed to a human`,
    },
    violations: [
      ...(all(told) ? [] : [broken('lost', 'an end user was not told that no model answers')]),
      ...(words.every((count) => count === 1)
        ? []
        : [broken('duplicated', `end users were told ${words.join(', ')} times, not once each`)]),
      ...(all(answered) ? [] : [broken('lost', 'a message after the outage was not answered')]),
      ...(all(caughtUp) ? [] : [broken('lost', 'answer_later: a message of the outage was not answered after it')]),
      ...(all(given) ? [] : [broken('lost', 'hand_off: a conversation was not given to a human')]),
    ],
  };
};

async function isWithHuman({ business: { admin }, phone }: Chat): Promise<boolean> {
  const [conversation] = (await admin.get('/v1/conversations', { query: { phone: `+${phone}` } })).items;
  return conversation?.handledBy === 'human';
}

/** How many bubbles of each chat answer nothing. */
const countWordless = (stage: Stage, chats: readonly Chat[]): Promise<number[]> =>
  Promise.all(
    chats.map(async (chat) => (await readBubbles(stage.whatsapp, chat)).filter(({ text = '' }) => !/q\d+x\d+/.test(text)).length),
  );
