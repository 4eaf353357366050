import fc from 'fast-check';
import {
  type CoalescingDecision,
  decideCoalescing,
  defaultCoalescingSettings as settings,
  type WaitingMessage,
} from './decide-coalescing.ts';

const at = (ms: number): Date => new Date(Date.UTC(2026, 10, 22) + ms);
const text = (afterMs: number, body: string): WaitingMessage => ({
  receivedAt: at(afterMs),
  kind: 'text',
  text: body,
  mediaPending: false,
});
const waitAfter = (decision: CoalescingDecision): number => (decision.ready ? 0 : decision.waitUntil.getTime() - at(0).getTime());
const waitFor = (message: WaitingMessage): number => waitAfter(decideCoalescing({ now: at(0), messages: [message] }));

describe('decideCoalescing for a lone message', () => {
  it.each([
    'Quels sont vos horaires ?',
    'do you deliver on sundays',
    '¿Tienen mesa?',
    'Wie lange habt ihr offen',
    'ما هي ساعات العمل؟',
    '営業時間は何時ですか',
    'Oui.',
    'Je voudrais réserver une table pour quatre',
    'Bonjour, vous êtes ouverts demain ?',
    'Super 👍 merci beaucoup pour tout !',
  ])('answers "%s" within 700 ms', (body) => {
    expect(waitFor(text(0, body))).toBeLessThanOrEqual(700);
  });

  it.each([
    'Bonjour',
    'hi',
    'Bonjour !',
    'Hola, buenas tardes',
    "j'aurais une question",
    'Bonjour, j’ai une question',
    'السلام عليكم',
    'Guten Tag, ich hätte eine Frage',
    'je voudrais',
    'et aussi',
    'it is about my order because',
    'Alors voilà, ma commande :',
    'so...',
  ])('gives the writer of "%s" time to go on', (body) => {
    expect(waitFor(text(0, body))).toBeGreaterThanOrEqual(2_500);
    expect(waitFor(text(0, body))).toBeLessThanOrEqual(3_500);
  });

  it('waits about four seconds for a word about a photo, but not if it has a caption', () => {
    const photo: WaitingMessage = { receivedAt: at(0), kind: 'image', mediaPending: false };
    expect(waitFor(photo)).toBe(4_000);
    expect(waitFor({ ...photo, text: 'Est-ce que cette pièce est en stock ?' })).toBeLessThanOrEqual(700);
  });

  it('waits for pending media until its own deadline', () => {
    const voice: WaitingMessage = { receivedAt: at(0), kind: 'audio', mediaPending: true };
    expect(decideCoalescing({ now: at(5_000), messages: [voice] })).toEqual({
      ready: false,
      waitUntil: at(20_000),
      because: 'media_pending',
    });
    expect(decideCoalescing({ now: at(20_000), messages: [voice] })).toEqual({ ready: true });
    expect(decideCoalescing({ now: at(5_000), messages: [{ ...voice, mediaPending: false }] })).toEqual({ ready: true });
  });

  it('has nothing to wait for without messages', () => {
    expect(decideCoalescing({ now: at(0), messages: [] })).toEqual({ ready: true });
  });
});

/** Plays a burst and returns when a turn would have started, given that media takes `fetchMs` to fetch. */
function turnsOf(burst: readonly Omit<WaitingMessage, 'mediaPending'>[], fetchMs: number): Date[] {
  const turns: Date[] = [];
  const seenAt = (now: Date): WaitingMessage[] =>
    burst
      .filter((message) => message.receivedAt <= now)
      .map((message) => ({ ...message, mediaPending: message.kind !== 'text' && now.getTime() < message.receivedAt.getTime() + fetchMs }));
  const wakeUps = burst.flatMap((message) => [message.receivedAt.getTime(), message.receivedAt.getTime() + fetchMs]);
  let answered = 0;
  for (let next = Math.min(...wakeUps); Number.isFinite(next);) {
    const now = new Date(next);
    const messages = seenAt(now).slice(answered);
    const decision = messages.length === 0 ? undefined : decideCoalescing({ now, messages });
    if (decision?.ready) {
      turns.push(now);
      answered += messages.length;
    }
    const waitUntil = decision?.ready === false ? decision.waitUntil.getTime() : Number.POSITIVE_INFINITY;
    next = Math.min(waitUntil, ...wakeUps.filter((wakeUp) => wakeUp > now.getTime()));
  }
  return turns;
}

describe('decideCoalescing for a burst', () => {
  it.each([
    ['evenly', [0, 2_250, 4_500, 6_750, 9_000]],
    ['hurried, then slower', [0, 700, 2_000, 4_900, 8_200]],
    ['slow at first', [0, 3_200, 5_500, 7_000, 9_000]],
    ['all at once', [0, 50, 100, 150, 200]],
    ['with a pause in the middle', [0, 1_500, 4_400, 6_000, 8_800]],
  ])('answers three texts, a photo and a voice note sent %s once, after the last', (_name, moments) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = moments;
    const burst = [
      text(a, 'Bonjour'),
      text(b, "j'ai commandé un canapé la semaine dernière"),
      text(c, 'et il est arrivé comme ça'),
      { receivedAt: at(d), kind: 'image' as const },
      { receivedAt: at(e), kind: 'audio' as const },
    ];
    for (const fetchMs of [50, 1_000, 6_000]) {
      const turns = turnsOf(burst, fetchMs);
      expect(turns).toHaveLength(1);
      expect(turns[0]?.getTime()).toBeGreaterThan(at(e).getTime());
      expect(turns[0]?.getTime()).toBeLessThanOrEqual(at(Math.max(e + 4_500, e + fetchMs)).getTime());
    }
  });

  it('keeps to the rhythm of the writer even if the last text looks complete', () => {
    expect(waitAfter(decideCoalescing({ now: at(3_000), messages: [text(0, 'Bonjour'), text(3_000, 'Quels sont vos horaires ?')] }))).toBe(
      3_000 + 3_900,
    );
  });

  it('answers someone who never stops after fifteen seconds', () => {
    const endless = Array.from({ length: 40 }, (_, index) => text(index * 500, 'encore'));
    expect(decideCoalescing({ now: at(15_000), messages: endless.slice(0, 31) })).toEqual({ ready: true });
    expect(decideCoalescing({ now: at(14_900), messages: endless.slice(0, 30) })).toMatchObject({ waitUntil: at(15_000) });
  });
});

describe('decideCoalescing, for any messages', () => {
  const message = fc.record({
    gapMs: fc.nat(30_000),
    kind: fc.constantFrom<WaitingMessage['kind']>('text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'other'),
    text: fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Bonjour', 'ok', 'Vous êtes où ?')), { nil: undefined }),
    mediaPending: fc.boolean(),
  });
  const scene = fc.tuple(fc.array(message, { minLength: 1, maxLength: 8 }), fc.nat(60_000)).map(([gaps, sinceLastMs]) => {
    let ms = 0;
    const messages = gaps.map(({ gapMs, ...rest }): WaitingMessage => ({ ...rest, receivedAt: at((ms += gapMs)) }));
    return { messages, now: at(ms + sinceLastMs) };
  });

  it('waits for a moment still to come, within the bounds, after which it is ready', () => {
    fc.assert(
      fc.property(scene, ({ messages, now }) => {
        const decision = decideCoalescing({ now, messages });
        if (decision.ready) return;
        const first = messages[0]?.receivedAt.getTime() ?? 0;
        const boundMs = settings.maxWaitMs + (messages.some(({ mediaPending }) => mediaPending) ? settings.mediaMaxWaitMs : 0);
        expect(decision.waitUntil.getTime()).toBeGreaterThan(now.getTime());
        expect(decision.waitUntil.getTime()).toBeLessThanOrEqual(first + boundMs);
        expect(decideCoalescing({ now: decision.waitUntil, messages })).toEqual({ ready: true });
        const fetched = messages.map((waiting) => ({ ...waiting, mediaPending: false }));
        expect(decideCoalescing({ now: decision.waitUntil, messages: fetched })).toEqual({ ready: true });
      }),
      { numRuns: 1_000 },
    );
  });
});
