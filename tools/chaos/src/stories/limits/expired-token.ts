import { eventually } from '@sylion/acceptance';

import { openChats } from '../../talk/chat.ts';
import { tokenOf } from '../../history/history.ts';
import { say } from '../../talk/say.ts';
import { readBubbles, seesWord } from '../../talk/watch-phone.ts';
import { broken, type Part } from '../part.ts';

const withinMs = 60_000;

/** A channel's token expires: what is said meanwhile is heard, waits, and is answered when the token is good again. */
export const expiredToken: Part = async (stage, _size, progress) => {
  progress('a token expires');
  const chats = await openChats(stage, { tenants: 1, conversations: 5 });
  const [chat] = chats;
  if (chat === undefined) throw new Error('no chats');
  const { admin, channelId: id } = chat.business;
  await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 0, jitterMs: 0 });
  await stage.whatsapp.send('POST', '/_control', { action: 'expire-token' });
  for (const each of chats) await say(stage.whatsapp, each, `${tokenOf(each.index, 0)}: vous livrez à Lyon ?`);
  const isFlagged = await eventually(
    'the channel is flagged',
    async () => ((await admin.get('/v1/channels/{id}', { path: { id } })).status === 'needs_reauth' ? true : undefined),
    withinMs,
  ).catch(() => false);
  const early = (await Promise.all(chats.map((each) => readBubbles(stage.whatsapp, each)))).flat().length;
  await stage.whatsapp.send('POST', '/_control', { action: 'restore-token' });
  await admin.post('/v1/channels/{id}/resume', { path: { id } });
  const answered = await Promise.all(chats.map((each) => seesWord(stage.whatsapp, each, tokenOf(each.index, 0), withinMs)));
  const bubbles = (await Promise.all(chats.map((each) => readBubbles(stage.whatsapp, each)))).flat().length;
  return {
    facts: { 'expired token': `${chats.length} messages waited, ${answered.filter(Boolean).length} were answered when it was good again` },
    violations: [
      ...(isFlagged ? [] : [broken('unsettled', 'the channel is not flagged as needs_reauth')]),
      ...(early === 0 ? [] : [broken('unasked', `${early} bubbles left with an expired token`)]),
      ...answered.flatMap((isAnswered, index) =>
        isAnswered ? [] : [broken('lost', `message ${index} was never answered after the recovery`)],
      ),
      ...(bubbles <= chats.length ? [] : [broken('duplicated', `${bubbles} bubbles for ${chats.length} messages`)]),
    ],
  };
};
