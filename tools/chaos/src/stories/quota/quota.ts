import { openBusiness } from '@sylion/acceptance';
import { seededRandom } from '@sylion/emulators';

import { bringTrouble } from '../../faults/bring-trouble.ts';
import { killAt } from '../../faults/kill-at.ts';
import { points, type Point } from '../../faults/points.ts';
import type { Violation } from '../../history/check-history.ts';
import { tokenOf, tokensIn } from '../../history/history.ts';
import { inTurns } from '../../in-turns.ts';
import type { Stage } from '../../stage/stage.ts';
import type { RunSize, Story } from '../../story.ts';
import type { Chat } from '../../talk/chat.ts';
import { readPhoneLog } from '../../talk/phone-log.ts';
import { readOpenEnds } from '../../talk/read-open-ends.ts';
import { say } from '../../talk/say.ts';
import { seesWord } from '../../talk/watch-phone.ts';
import { checkLedger, type LoggedCall } from './check-ledger.ts';

const answerWithinMs = 90_000;

/** Many turns race for the last reply of a quota; then workers die with the model's answer in their hands. */
export const quota: Story = {
  name: 'quota',
  promise: 'Of many turns at a limit less one exactly one passes; a crash leaves the ledger with what the model was really asked.',
  play: async (stage, size, progress) => {
    const race = await raceForTheLast(stage, size, progress);
    const crashes = await crashWithTheAnswer(stage, size, progress);
    const violations = [...race.violations, ...crashes.violations];
    return { facts: { ...race.facts, ...crashes.facts }, violations, trace: violations.slice(0, 1).map(({ detail }) => detail) };
  },
};

interface Part {
  readonly facts: Readonly<Record<string, string>>;
  readonly violations: readonly Violation[];
}

async function raceForTheLast(stage: Stage, { isQuick }: RunSize, progress: (line: string) => void): Promise<Part> {
  const racers = isQuick ? 50 : 500;
  const limit = 3;
  const chats = await openChatsOfOne(stage, racers + limit - 1, '3381');
  const [{ business }] = chats as [Chat];
  const path = { metric: 'replies', period: 'day' } as const;
  await stage.adminOfTenant(business.tenantId).put('/v1/quotas/{metric}/{period}', { path, body: { limit } });
  await stage.vertex.send('POST', '/_control', { mode: 'echo', latencyMs: 500, jitterMs: 500 });
  for (const chat of chats.slice(racers)) {
    await ask(stage, chat);
    await seesWord(stage.whatsapp, chat, tokenOf(chat.index, 0), answerWithinMs);
  }
  progress(`${racers} turns race for the last of ${limit} replies`);
  await inTurns(chats.slice(0, racers), 50, (chat) => ask(stage, chat));
  await waitUntilOver(business, racers + limit - 1);
  const bubbles = await readPhoneLog(stage.whatsapp, [business.phoneNumberId], 'outbound');
  const answered = bubbles.filter(({ text = '' }) => tokensIn(text).length > 0).length;
  const { used, reserved } = await business.admin.get('/v1/quotas/{metric}/{period}', { path });
  const told = bubbles.length - answered;
  return {
    facts: { race: `${racers} turns at limit − 1: ${answered - (limit - 1)} passed, ${told} were told so` },
    violations: [
      ...(answered === limit ? [] : [overspent(`${answered} replies left where ${limit} were allowed`)]),
      ...(used === limit && reserved === 0 ? [] : [overspent(`the quota says ${used} used and ${reserved} reserved, not ${limit} and 0`)]),
      ...(told === racers - 1 ? [] : [overspent(`${told} end users were told that the quota is used up, not ${racers - 1}`)]),
    ],
  };
}

async function crashWithTheAnswer(stage: Stage, { isQuick, seed }: RunSize, progress: (line: string) => void): Promise<Part> {
  const chats = await openChatsOfOne(stage, isQuick ? 12 : 100, '3382');
  const [{ business }] = chats as [Chat];
  await stage.vertex.send('DELETE', '/_log');
  const end = new AbortController();
  const dying = [points.asked, points.savedNotPublished, points.announced];
  const trouble = isQuick
    ? killOnceAtEach(stage, dying, seed)
    : bringTrouble(
        stage,
        dying.map((point) => ({ fault: killAt(point), everyMs: [1_000, 20_000] })),
        seed,
        end.signal,
      );
  progress(`${chats.length} turns, and workers die with the model's answer in their hands`);
  await inTurns(chats, 4, async (chat) => {
    await ask(stage, chat);
    await seesWord(stage.whatsapp, chat, tokenOf(chat.index, 0), answerWithinMs);
  });
  end.abort();
  await waitUntilOver(business, chats.length);
  const faults = await trouble;
  const rows = await Array.fromAsync(business.admin.list('/v1/usage/records', { query: { limit: 200 } }));
  const log = await stage.vertex.get<LoggedCall[]>('/_log');
  const calls = log.filter(({ labels }) => labels.tenant_id === business.tenantId);
  const tokensOf = (isEstimated: boolean): number =>
    rows.filter((row) => row.metric.startsWith('model_') && row.isEstimated === isEstimated).reduce((sum, { amount }) => sum + amount, 0);
  return {
    facts: {
      deaths: Object.entries(faults)
        .map(([fault, times]) => `${times} × ${fault}`)
        .join(', '),
      ledger: `${calls.length} calls; ${tokensOf(false)} tokens as the model counted, ${tokensOf(true)} estimated for calls whose end nobody saw`,
    },
    violations: checkLedger(rows, calls),
  };
}

/** One death after the other, so that a few turns see all of them. */
async function killOnceAtEach(stage: Stage, dying: readonly Point[], seed: number): Promise<Readonly<Record<string, number>>> {
  const random = seededRandom(seed);
  const counts: Record<string, number> = {};
  for (const point of dying) {
    const { name, strike } = killAt(point);
    counts[name] = (await strike(stage, random)) === 'missed' ? 0 : 1;
  }
  return counts;
}

const overspent = (detail: string): Violation => ({ kind: 'overspent', chat: undefined, tokens: [], detail });

async function openChatsOfOne(stage: Stage, count: number, prefix: string): Promise<Chat[]> {
  const business = await openBusiness(stage, 'Repeat what you are told.');
  return Array.from({ length: count }, (_, index) => ({ index, business, phone: `${prefix}${1_000_000 + index}` }));
}

const ask = (stage: Stage, chat: Chat): Promise<unknown> => say(stage.whatsapp, chat, `${tokenOf(chat.index, 0)}: vous livrez à Lyon ?`);

/** Every conversation is there and nothing in it is open. */
async function waitUntilOver(business: Chat['business'], conversations: number): Promise<void> {
  const until = Date.now() + answerWithinMs;
  while (Date.now() < until) {
    const known = await Array.fromAsync(business.admin.list('/v1/conversations', { query: { limit: 200 } })).catch(() => []);
    if (known.length >= conversations && (await readOpenEnds([business]).catch(() => undefined))?.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
