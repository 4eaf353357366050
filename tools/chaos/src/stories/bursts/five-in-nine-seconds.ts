import { setTimeout as pause } from 'node:timers/promises';

import { seededRandom } from '@sylion/emulators';

import { between } from '../../faults/fault.ts';
import { tokenOf } from '../../history/history.ts';
import type { Stage } from '../../stage/stage.ts';
import { openChats, type Chat } from '../../talk/chat.ts';
import { readModelCalls } from '../../talk/read-model-calls.ts';
import { say } from '../../talk/say.ts';
import { readBubbles, seesWord } from '../../talk/watch-phone.ts';
import { broken, type Part } from '../part.ts';

const pauseMs = [1_200, 2_200] as const;
const mostCallsPerAnswer = 1.5;
const withinMs = 60_000;
const lingerMs = 3_000;

/** What nobody would answer piece by piece. */
export const fiveInNineSeconds: Part = async (stage, { isQuick, seed }, progress) => {
  const users = isQuick ? 8 : 60;
  progress(`${users} end users write five messages in nine seconds`);
  await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 1_000, jitterMs: 500 });
  const chats = await openChats(stage, { tenants: 1, conversations: users });
  await Promise.all(chats.map((chat) => writeFive(stage, chat, seed)));
  await Promise.all(chats.map((chat) => seesWord(stage.whatsapp, chat, wordsOf(chat).at(-1) ?? '', withinMs)));
  await pause(lingerMs);
  const bubbles = await Promise.all(chats.map(async (chat) => (await readBubbles(stage.whatsapp, chat)).map(({ text = '' }) => text)));
  const [{ business }] = chats as [Chat];
  const calls = (await readModelCalls(stage, business)).length / users;
  const missing = chats.flatMap((chat, position) =>
    wordsOf(chat).filter((word) => !bubbles[position]?.some((text) => text.includes(word))),
  );
  const answered = bubbles.filter((texts) => texts.length === 1).length;
  return {
    facts: { bursts: `${answered} of ${users} bursts of five were answered once, with ${calls.toFixed(2)} model calls each` },
    violations: [
      ...missing.map((word) => broken('lost', `no answer uses ${word}`)),
      ...(answered === users ? [] : [broken('duplicated', `${users - answered} bursts got more than one answer`)]),
      ...(calls <= mostCallsPerAnswer ? [] : [broken('overspent', `${calls.toFixed(2)} model calls for each answer`)]),
    ],
  };
};

const pieces = ['Bonjour,', 'je voudrais', 'un gâteau pour', 'samedi matin,', 'c’est possible ?'];
const wordsOf = ({ index }: Chat): string[] => pieces.map((_, message) => tokenOf(index, message));

async function writeFive({ whatsapp }: Stage, chat: Chat, seed: number): Promise<void> {
  const random = seededRandom(seed + chat.index);
  for (const [message, piece] of pieces.entries()) {
    if (message > 0) await pause(between(random, pauseMs));
    await say(whatsapp, chat, `${tokenOf(chat.index, message)} ${piece}`);
  }
}
