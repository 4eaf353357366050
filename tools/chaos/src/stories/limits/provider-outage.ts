import { setTimeout as pause } from 'node:timers/promises';

import { checkHistory } from '../../history/check-history.ts';
import type { Fault } from '../../faults/fault.ts';
import { playTalk } from '../../talk/play-talk.ts';
import { broken, type Part } from '../part.ts';

const serviceUnavailable = 131016;
const tooManyMessages = 130429;

/** WhatsApp refuses everything for a while; then what waited leaves at the pace that WhatsApp allows. */
export const providerOutage: Part = async (stage, { isQuick, seed }, progress) => {
  const outageMs = isQuick ? 15_000 : 600_000;
  const numbers = new Set<string>();
  const outage: Fault = {
    name: `provider outage of ${outageMs / 1_000} s`,
    strike: async ({ whatsapp, note }) => {
      const { numbers: known } = await whatsapp.get<{ numbers: { phoneNumberId: string }[] }>('/_numbers');
      for (const { phoneNumberId } of known.slice(-1)) numbers.add(phoneNumberId);
      const refuse = (rejectRate: number): Promise<unknown[]> =>
        Promise.all(
          [...numbers].map((phoneNumberId) =>
            whatsapp.send('POST', '/_control', { action: 'faults', phoneNumberId, rejectRate, rejectCode: serviceUnavailable }),
          ),
        );
      note('the provider refuses everything');
      await refuse(1);
      await pause(outageMs);
      await refuse(0);
      note('the provider accepts again');
    },
  };
  const plan = {
    tenants: 1,
    conversations: isQuick ? 20 : 200,
    messages: 2,
    pauseMs: [500, isQuick ? 4_000 : 20_000] as const,
    modelMs: [0, 500] as const,
    provider: {},
    patienceMs: 1_200_000,
  };
  progress(`the provider is away for ${outageMs / 1_000} s`);
  const { history, answerMs } = await playTalk(stage, plan, [{ fault: outage, everyMs: [1_000, 1_000] }], { seed, progress });
  const refused = await Promise.all(
    [...numbers].map((id) => stage.whatsapp.get<{ entries: { code: number }[] }>(`/_log?phoneNumberId=${id}&kind=rejected`)),
  );
  const codes = refused.flatMap(({ entries }) => entries.map(({ code }) => code));
  const throttled = codes.filter((code) => code === tooManyMessages).length;
  return {
    facts: {
      'provider outage': `${outageMs / 1_000} s; ${codes.length} tries for ${history.seen.length} bubbles, all answered after ${(Math.max(...answerMs) / 1_000).toFixed(0)} s`,
    },
    violations: [
      ...checkHistory(history),
      ...(throttled === 0 ? [] : [broken('slow', `the catch-up was a storm: WhatsApp throttled ${throttled} sends`)]),
    ],
  };
};
