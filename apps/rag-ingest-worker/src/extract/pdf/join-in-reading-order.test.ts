import { joinInReadingOrder } from './join-in-reading-order.ts';

const piece = (text: string, x: number) => ({ text, x, width: text.length * 5, size: 10 });

describe('joinInReadingOrder', () => {
  it('parts words by the gaps between them', () => {
    expect(joinInReadingOrder([piece('Hel', 0), piece('lo', 15), piece('you', 30)])).toBe('Hello you');
  });

  it('reads Arabic from the right, and what is Latin in it from the left', () => {
    expect(joinInReadingOrder([piece('اليوم', 0), piece('Gmail', 40), piece('Google', 70), piece('مرحبا بكم', 120)])).toBe(
      'مرحبا بكم Gmail Google اليوم',
    );
  });
});
