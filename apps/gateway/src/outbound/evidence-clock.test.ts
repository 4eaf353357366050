import { createEvidenceClock } from './evidence-clock.ts';

describe('the evidence clock', () => {
  let nowMs = 5_000;
  const clock = createEvidenceClock(() => nowMs);
  const live = (forMs: number): void => {
    for (let left = forMs; left > 0; left -= 250) {
      nowMs += 250;
      clock.look();
    }
  };

  it('begins with the process, and anew when a webhook was turned away', () => {
    live(3_000);
    expect(clock.listeningMs()).toBe(3_000);
    clock.interrupt();
    live(500);
    expect(clock.listeningMs()).toBe(500);
  });

  it('begins anew when the process stood still', () => {
    live(10_000);
    nowMs += 8_000;
    clock.look();
    expect(clock.listeningMs()).toBe(0);
  });
});
