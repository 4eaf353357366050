import { openBusiness } from '@sylion/acceptance';

import { tokenOf, tokensIn } from '../history/history.ts';
import type { Stage } from '../stage/stage.ts';
import type { Story } from '../story.ts';
import type { Chat } from '../talk/chat.ts';
import { readOpenEnds } from '../talk/read-open-ends.ts';
import { readBubbles, seesWord } from '../talk/watch-phone.ts';
import { broken, playParts, type Part } from './part.ts';

const rules = ['answer', 'apologise', 'skip'] as const;
/** How old what is written is when we are back: asked just now, longer ago than the assistant calls late, and before the service window. */
const ages = { fresh: 0, stale: 3 * 3_600, closed: 25 * 3_600 } as const;
type Age = keyof typeof ages;
const withinMs = 120_000;

/** What WhatsApp redelivers after an outage is answered, apologised for or skipped by its age, as each assistant's rule says. */
const afterTheOutage: Part = async (stage, { isQuick }, progress) => {
  const users = isQuick ? 2 : 30;
  await stage.vertex.send('POST', '/_control', { mode: 'echo' });
  const groups = await Promise.all(
    rules.flatMap(async (stale, which) => {
      const business = await openBusiness(stage, 'Repeat what you are told.', 'fr', { outageRules: { stale } });
      return (Object.keys(ages) as Age[]).map((age, band) => ({
        stale,
        age,
        chats: Array.from({ length: users }, (_, index): Chat => {
          const number = (which * 3 + band) * users + index;
          return { index: number, business, phone: `335${10_000_000 + number}` };
        }),
      }));
    }),
  ).then((groupsOfRules) => groupsOfRules.flat());
  const businesses = [...new Set(groups.flatMap(({ chats }) => chats.map(({ business }) => business)))];
  progress('nobody works; messages pile up');
  stage.actors('processor-worker').forEach((actor) => actor.pause());
  for (const { age, chats } of groups) for (const chat of chats) await writeLongAgo(stage, chat, ages[age]);
  stage.calm();
  progress('everybody works again');
  for (const { stale, age, chats } of groups)
    for (const chat of chats)
      if (expected(stale, age) !== 'silence') await seesWord(stage.whatsapp, chat, wordFor(stale, age, chat), withinMs);
  const until = Date.now() + withinMs;
  while (Date.now() < until && (await readOpenEnds(businesses)).length > 0) await new Promise((resolve) => setTimeout(resolve, 500));
  const open = await readOpenEnds(businesses);
  const results = await Promise.all(
    groups.flatMap(({ stale, age, chats }) =>
      chats.map(async (chat) => ({ stale, age, is: outcomeOf(chat, await readBubbles(stage.whatsapp, chat)) })),
    ),
  );
  return {
    facts: Object.fromEntries(
      rules.map((rule) => [
        `rule ${rule}`,
        (Object.keys(ages) as Age[]).map((age) => `${age}: ${users} × ${expected(rule, age)}`).join(', '),
      ]),
    ),
    violations: [
      ...results
        .filter(({ stale, age, is }) => is !== expected(stale, age))
        .map(({ stale, age, is }) =>
          broken(is === 'silence' ? 'lost' : 'unasked', `rule ${stale}, a ${age} message: ${is} instead of ${expected(stale, age)}`),
        ),
      ...open.map(({ what }) => broken('unsettled', what)),
    ],
  };
};

/** A backlog is worked off by the age of what is in it. */
export const backlog: Story = {
  name: 'backlog',
  promise: 'After an outage each message is answered, apologised for or skipped as its age and the assistant’s rule say, and none twice.',
  play: playParts([afterTheOutage]),
};

type Outcome = 'answer' | 'apology' | 'silence' | 'more than one bubble';

function expected(rule: (typeof rules)[number], age: Age): Outcome {
  if (age === 'closed') return 'silence';
  if (age === 'fresh' || rule === 'answer') return 'answer';
  return rule === 'apologise' ? 'apology' : 'silence';
}

/** An apology has words of its own only. */
const wordFor = (rule: (typeof rules)[number], age: Age, { index }: Chat): string =>
  expected(rule, age) === 'answer' ? tokenOf(index, 0) : '';

function outcomeOf({ index }: Chat, bubbles: readonly { readonly text?: string }[]): Outcome {
  const [bubble] = bubbles;
  if (bubble === undefined) return 'silence';
  if (bubbles.length > 1) return 'more than one bubble';
  return tokensIn(bubble.text ?? '').includes(tokenOf(index, 0)) ? 'answer' : 'apology';
}

/** WhatsApp delivers now what was written so long ago. */
const writeLongAgo = ({ whatsapp }: Stage, { index, business, phone }: Chat, ageSeconds: number): Promise<unknown> =>
  whatsapp.send('POST', '/_control', {
    action: 'receive',
    phoneNumberId: business.phoneNumberId,
    from: { phone, name: 'Camille' },
    raw: {
      type: 'text',
      text: { body: `${tokenOf(index, 0)}: vous livrez à Lyon ?` },
      timestamp: String(Math.floor(Date.now() / 1_000) - ageSeconds),
    },
  });
