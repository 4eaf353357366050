import { tokenOf, tokensIn } from '../../history/history.ts';
import { openChats } from '../../talk/chat.ts';
import { say } from '../../talk/say.ts';
import { readBubbles, seesWord } from '../../talk/watch-phone.ts';
import { broken, type Part } from '../part.ts';

/** WhatsApp takes 45 messages for one end user at once, and then one every six seconds. */
const pairBurst = 45;
const withinMs = 120_000;

/** A human writes to one end user faster than WhatsApp takes it; another end user of the same number does not wait for that. */
export const pairLimit: Part = async (stage, { isQuick }, progress) => {
  const bubbles = pairBurst + (isQuick ? 2 : 10);
  progress(`${bubbles} bubbles for one end user`);
  const [one, other] = await openChats(stage, { tenants: 1, conversations: 2 });
  if (one === undefined || other === undefined) throw new Error('no chats');
  const { admin, phoneNumberId } = one.business;
  await stage.vertex.send('POST', '/_control', { mode: 'echo' });
  await say(stage.whatsapp, one, `${tokenOf(one.index, 0)}: vous livrez à Lyon ?`);
  await seesWord(stage.whatsapp, one, tokenOf(one.index, 0), withinMs);
  const [conversation] = (await admin.get('/v1/conversations', { query: { phone: `+${one.phone}` } })).items;
  const path = { id: conversation?.id ?? '' };
  await admin.post('/v1/conversations/{id}/take-over', { path });
  const told = Array.from({ length: bubbles }, (_, index) => tokenOf(one.index, index + 1));
  for (const token of told) await admin.post('/v1/conversations/{id}/messages', { path, body: { text: `${token}.` } });
  await say(stage.whatsapp, other, `${tokenOf(other.index, 0)}: et à Paris ?`);
  const isOtherAnswered = await seesWord(stage.whatsapp, other, tokenOf(other.index, 0), withinMs);
  const wasStillWaiting = (await readBubbles(stage.whatsapp, one)).length < bubbles + 1;
  await seesWord(stage.whatsapp, one, told.at(-1) ?? '', withinMs);
  const seen = (await readBubbles(stage.whatsapp, one)).slice(1).flatMap(({ text = '' }) => tokensIn(text));
  const { entries } = await stage.whatsapp.get<{ entries: unknown[] }>(`/_log?phoneNumberId=${phoneNumberId}&kind=rejected`);
  return {
    facts: {
      'pair limit': `${bubbles} bubbles for one end user, ${entries.length} of them refused by WhatsApp; another end user ${wasStillWaiting ? 'was answered meanwhile' : 'waited'}`,
    },
    violations: [
      ...(seen.join() === told.join() ? [] : [broken('reordered', `the phone saw ${seen.join(' ')}`)]),
      ...(isOtherAnswered && wasStillWaiting ? [] : [broken('slow', 'another end user waited for the one at the limit')]),
      ...(entries.length === 0 ? [] : [broken('slow', `${entries.length} sends went over the limit`)]),
    ],
  };
};
