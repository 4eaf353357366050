import { setTimeout as pause } from 'node:timers/promises';

import { seededRandom } from '@sylion/emulators';

import { between } from '../faults/fault.ts';
import { tokenOf } from '../history/history.ts';
import type { Stage } from '../stage/stage.ts';
import type { Chat } from './chat.ts';
import { say } from './say.ts';
import type { TalkPlan } from './talk-plan.ts';

const questions = ['vous êtes ouverts le dimanche ?', 'vous livrez à Lyon ?', 'combien coûte une tarte ?', 'il reste du pain ?'];

/** Every end user sends their messages with pauses between them and without waiting for an answer. */
export async function sayEverything(
  { whatsapp }: Pick<Stage, 'whatsapp'>,
  chats: readonly Chat[],
  { messages, pauseMs }: Pick<TalkPlan, 'messages' | 'pauseMs'>,
  seed: number,
): Promise<void> {
  await Promise.all(
    chats.map(async (chat) => {
      const random = seededRandom(seed + chat.index);
      for (let message = 0; message < messages; message += 1) {
        await pause(between(random, message === 0 ? [0, pauseMs[1]] : pauseMs));
        await say(whatsapp, chat, `${tokenOf(chat.index, message)}: ${questions[Math.floor(random() * questions.length)] ?? ''}`);
      }
    }),
  );
}
