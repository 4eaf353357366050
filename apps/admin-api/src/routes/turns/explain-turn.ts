import type { TurnCall, TurnPassage, TurnRetrieval } from '@sylion/schemas';

/** What of a turn's record its end follows from. */
export interface TurnRecord {
  readonly state: 'running' | 'replied' | 'no_reply' | 'failed' | 'abandoned';
  readonly outcome: string | null;
  readonly errorCode: string | null;
  readonly retrieval: TurnRetrieval | null;
  readonly passages: readonly TurnPassage[];
  readonly calls: readonly TurnCall[];
}

/** Why a turn ended as it did, in one sentence. */
export function explainTurn(turn: TurnRecord): string {
  if (turn.state === 'running') return 'The turn is still under way.';
  if (turn.state === 'abandoned') return 'The worker that ran it stopped or stood still, and another turn took the messages over.';
  const outcome = turn.outcome ?? '';
  if (outcome === 'answered') return `The model answered ${sourceOf(turn)}${detourOf(turn)}.`;
  if (outcome === 'handed_off') return `The model handed the conversation over to a human${detourOf(turn)}.`;
  if (outcome.startsWith('blocked_'))
    return `The provider's safety rules blocked the prompt or the answer (${outcome.slice('blocked_'.length).toUpperCase()}), and a fixed sentence said so.`;
  const sentence = sentences[outcome];
  if (sentence === undefined) return `The turn ended as ${outcome || turn.state}.`;
  return turn.errorCode === null ? `${sentence}.` : `${sentence} (${turn.errorCode}).`;
}

const sentences: Readonly<Record<string, string>> = {
  playground: 'Somebody tried the assistant out in the playground, and nobody was answered',
  over_quota: 'A quota of the tenant is used up, so the model was not asked; the end user is told once per period',
  empty_answer: 'The model said nothing, asked twice, and an apology was sent',
  opted_out: 'The end user wished to hear no more and was opted out, without asking the model',
  opted_in: 'The end user wished to hear from us again and was opted in, without asking the model',
  unsupported_type: 'Only messages of kinds that the assistant cannot read were waiting, and a fixed sentence said so',
  media_unreadable: 'Only files that could not be fetched were waiting, and a fixed sentence said so',
  model_failed: 'The model failed for good, and an apology was sent',
  model_failed_for_now: 'The model failed for now; another turn tries again',
  restarted: 'A newer message made the draft obsolete, and another turn answered them all',
  claim_lost: 'Another turn owned the conversation by then, so nothing was sent',
  epoch_changed: 'Who may speak changed meanwhile (a human took over, or the end user opted out), so nothing was sent',
};

function sourceOf({ retrieval, passages }: TurnRecord): string {
  const cited = passages.filter(({ isCited }) => isCited).length;
  if (passages.length > 0)
    return `from ${count(passages.length, 'passage')} of the documents${cited > 0 ? `, of which it named ${cited}` : ''}`;
  if (retrieval?.state === 'searched') return 'without documents, because none of them came near the question';
  if (retrieval?.state === 'partly_searched')
    return 'without documents, because half of the search failed and the other half found nothing';
  return 'without searching documents';
}

/** Retries and fallbacks of the last call, if there were any. */
function detourOf({ calls }: TurnRecord): string {
  const last = calls.at(-1);
  if (!last || last.attempts <= 1) return '';
  return `, after ${count(last.attempts - 1, 'attempt')} that failed`;
}

const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
