import { setTimeout as pause } from 'node:timers/promises';

import { openBusiness } from '@sylion/acceptance';

import { tokenOf } from '../../history/history.ts';
import { inTurns } from '../../in-turns.ts';
import type { Stage } from '../../stage/stage.ts';
import type { Story } from '../../story.ts';
import { nameOf, type Chat } from '../../talk/chat.ts';
import { readBubbles, seesWord } from '../../talk/watch-phone.ts';
import { say } from '../../talk/say.ts';
import { checkTakeover, type Takeover } from './check-takeover.ts';

/** After two messages a turn begins three seconds later; then come the model and a reply of two bubbles on a slow wire. */
const delaysMs = { first: 2_600, last: 4_600 };
/** What would still come of the turn after a take-over has this long to come. */
const silenceMs = 2_000;
const answerWithinMs = 30_000;
/** Long enough that the model's echo of two does not fit into one bubble. */
const manyWords = 'une longue explication '.repeat(110);

/** A human takes over at every instant of a turn, each in a conversation of its own. */
export const takeover: Story = {
  name: 'takeover',
  promise: 'Whenever a human takes over, not one more bubble of the assistant leaves; handed back, it answers the next message.',
  play: async (stage, { isQuick }, progress) => {
    const stepMs = isQuick ? 100 : 10;
    const business = await openBusiness(stage, 'Repeat what you are told.', 'fr', { maxOutputTokens: 4_000 });
    await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 300, jitterMs: 0 });
    await stage.whatsapp.send('POST', '/_control', { action: 'faults', phoneNumberId: business.phoneNumberId, latencyMs: 60 });
    const chats = Array.from({ length: (delaysMs.last - delaysMs.first) / stepMs + 1 }, (_, index): Chat => ({
      index,
      business,
      phone: `337${10_000_000 + index}`,
    }));
    let done = 0;
    const takeovers = await inTurns(chats, isQuick ? chats.length : 6, async (chat) => {
      const taken = await takeOverOnce(stage, chat, delaysMs.first + chat.index * stepMs);
      done += 1;
      if (done % 10 === 0) progress(`${done} of ${chats.length} take-overs`);
      return taken;
    });
    const violations = takeovers.flatMap(checkTakeover);
    const worst = takeovers.find(({ chat }) => chat === violations[0]?.chat);
    return {
      facts: { 'take-overs': `${takeovers.length}, one every ${stepMs} ms of a turn`, ...countOutcomes(takeovers) },
      violations,
      trace: worst === undefined ? [] : [JSON.stringify(worst)],
    };
  },
};

async function takeOverOnce({ whatsapp }: Stage, chat: Chat, delayMs: number): Promise<Takeover> {
  const token = (message: number): string => tokenOf(chat.index, message);
  const { admin, phoneNumberId } = chat.business;
  await say(whatsapp, chat, `${token(0)}: vous êtes là ?`);
  await seesWord(whatsapp, chat, token(0), answerWithinMs);
  const id = await findConversationId(chat);
  await say(whatsapp, chat, `${token(1)}: ${manyWords}?`, `${token(2)}: ${manyWords}?`);
  await pause(delayMs);
  await admin.post('/v1/conversations/{id}/take-over', { path: { id } });
  const takenOverAt = Date.now();
  await pause(silenceMs);
  await admin.post('/v1/conversations/{id}/hand-back', { path: { id } });
  await say(whatsapp, chat, `${token(3)}: vous êtes encore là ?`);
  await seesWord(whatsapp, chat, token(3), answerWithinMs);
  const bubbles = (await readBubbles(whatsapp, chat)).map(({ at, text = '' }) => ({
    at,
    text: text.slice(0, 60) + (text.match(/q\d+x\d+/g) ?? []).join(' '),
  }));
  return { chat: nameOf(phoneNumberId, chat.phone), delayMs, takenOverAt, before: [token(1), token(2)], after: token(3), bubbles };
}

async function findConversationId({ business: { admin }, phone }: Chat): Promise<string> {
  const [conversation] = (await admin.get('/v1/conversations', { query: { phone: `+${phone}` } })).items;
  if (conversation === undefined) throw new Error(`there is no conversation with +${phone}`);
  return conversation.id;
}

/** Shows that the take-overs really fell before, into and after the replies. */
function countOutcomes(takeovers: readonly Takeover[]): Record<string, string> {
  const shown = takeovers.map(({ before, bubbles }) => before.filter((token) => bubbles.some(({ text }) => text.includes(token))).length);
  const count = (bubbles: number): string => String(shown.filter((number) => number === bubbles).length);
  return { 'replies stopped whole': count(0), 'stopped half way': count(1), 'gone before': count(2) };
}
