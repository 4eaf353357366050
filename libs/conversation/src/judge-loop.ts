import { likenessOf, shapeOf, type Shape } from './shape-of.ts';

/** Something that was said in a conversation, with its time by one clock. */
export interface Saying {
  readonly author: 'end_user' | 'assistant' | 'system' | 'human';
  readonly text: string;
  readonly at: Date;
}

/** `fall_silent`: a machine seems to answer, from now on; `stay_silent`: it still does; `talk`: a person writes, or silence lasted long enough. */
export type LoopJudgement = 'talk' | 'fall_silent' | 'stay_silent';

/**
 * Decides whether the other side is a machine that answers whatever it is sent: an auto-responder, or another assistant. It looks at
 * rhythm and repetition only, in any language. `said` is in order and ends with what is to be answered.
 *
 * Every answer of ours and what came back is an exchange. It is evidence when it came faster than a person types, and when it has the
 * shape of an earlier one (numbers aside: "Ticket 812 is open"). Evidence counts only in a row: one exchange that could be a person's
 * ends it. So a machine that repeats itself is left alone after nine turns, and one that is only ever too fast after `mostLoopTurns`.
 *
 * Who is quiet talks again after `silenceMs`, or at once when a text comes at a person's pace that resembles nothing said before.
 */
export function judgeLoop(input: {
  readonly now: Date;
  readonly said: readonly Saying[];
  readonly quietSince: Date | null;
}): LoopJudgement {
  const { now, said, quietSince } = input;
  const remembered = said.filter(({ at }) => now.getTime() - at.getTime() < memoryMs);
  if (quietSince === null) return evidenceOf(exchangesOf(remembered).slice(-mostExchanges)) >= enoughEvidence ? 'fall_silent' : 'talk';
  return now.getTime() - quietSince.getTime() >= silenceMs || isSomethingElse(remembered) ? 'talk' : 'stay_silent';
}

/** No loop is answered more often in a row. */
export const mostLoopTurns = 30;
/** To be faster than a person once is chance or a paste, thirty times in a row is neither. */
const fastWeight = 1;
/** A person says the same long thing again two or three times, not eight. */
const repeatedWeight = 4;
const enoughEvidence = 30;
const silenceMs = 30 * 60_000;
const memoryMs = 6 * 60 * 60_000;
const mostExchanges = 32;

/** Nobody reads and answers in less. */
const reactionMs = 1_000;
/** Ten characters a second: more than people type. */
const typingMs = 100;
const longestTypingMs = 10_000;

const alike = 0.8;
const unlike = 0.5;
/** In letters: many a person says "oui" eight times. */
const leastShape = 32;

/** What the end user wrote between two answers of ours. */
interface Exchange {
  readonly shape: Shape;
  readonly isFast: boolean;
  /** Nobody of ours asked, or a colleague did: it tells nothing about how the other side treats the assistant. */
  readonly isAnswer: boolean;
}

function exchangesOf(said: readonly Saying[]): Exchange[] {
  const exchanges: Exchange[] = [];
  let ours: Saying | undefined;
  let theirs: Saying | undefined;
  let burst: Saying[] = [];
  const close = (): void => {
    const [first] = burst;
    if (first === undefined) return;
    exchanges.push({
      shape: shapeOf(burst.map(({ text }) => text).join('\n')),
      isFast: isFast(first, ours, theirs),
      isAnswer: ours !== undefined && ours.author !== 'human',
    });
    theirs = burst.at(-1);
    burst = [];
  };
  for (const saying of said) {
    if (saying.author === 'end_user') burst.push(saying);
    else {
      close();
      ours = saying;
    }
  }
  close();
  return exchanges;
}

/** Typing may have begun before our answer came, but not before their own last message left. */
function isFast({ text, at }: Saying, ours: Saying | undefined, theirs: Saying | undefined): boolean {
  const sinceOursMs = ours === undefined ? Infinity : at.getTime() - ours.at.getTime();
  const sinceTheirsMs = theirs === undefined ? Infinity : at.getTime() - theirs.at.getTime();
  return sinceOursMs < reactionMs || sinceTheirsMs < Math.min(reactionMs + [...text].length * typingMs, longestTypingMs);
}

function evidenceOf(exchanges: readonly Exchange[]): number {
  let evidence = 0;
  for (let index = exchanges.length - 1; index >= 0; index -= 1) {
    const exchange = exchanges[index];
    if (!exchange?.isAnswer) break;
    const weight = (exchange.isFast ? fastWeight : 0) + (repeats(exchange, exchanges.slice(0, index)) ? repeatedWeight : 0);
    if (weight === 0) break;
    evidence += weight;
  }
  return evidence;
}

const repeats = ({ shape }: Exchange, earlier: readonly Exchange[]): boolean =>
  shape.size >= leastShape && earlier.some((other) => likenessOf(shape, other.shape) >= alike);

/** Whether the latest message came at a person's pace and resembles none before it. */
function isSomethingElse(said: readonly Saying[]): boolean {
  const latest = said.at(-1);
  if (latest?.author !== 'end_user') return false;
  const earlier = said.slice(0, -1).filter(({ author }) => author === 'end_user');
  const ours = said.findLast(({ author }) => author !== 'end_user');
  const shape = shapeOf(latest.text);
  return !isFast(latest, ours, earlier.at(-1)) && earlier.every(({ text }) => likenessOf(shape, shapeOf(text)) < unlike);
}
