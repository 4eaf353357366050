import { Buffer } from 'node:buffer';

import { decodeText } from './decode-text.ts';

const french = 'Le café est fermé à Noël. Réservation préférée par téléphone : élèves, étudiants et réguliers sont reçus dès février.';
const arabic = 'مرحبا بكم في الفندق. يفتح المطعم أبوابه كل يوم من الساعة السابعة صباحا وحتى منتصف الليل، والحجز ضروري.';

/** Bytes of a single-byte encoding, from what its decoder does. */
function encode(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
  return Buffer.from([...text].map((letter) => codes.get(letter) ?? 63));
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(french)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${french}`)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${french}`, 'utf16le')],
    ['big-endian UTF-16 with a mark', Buffer.from(`\uFEFF${french}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(french, 'utf16le')],
    ['big-endian UTF-16 without a mark', Buffer.from(french, 'utf16le').swap16()],
    ['windows-1252', encode(french, 'windows-1252')],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(french);
  });

  it.each(['windows-1256', 'iso-8859-6'])('reads Arabic in %s', (encoding) => {
    expect(decodeText(encode(arabic, encoding))).toBe(arabic);
  });

  it('believes the sender, or the head of the page, where the bytes leave a choice', () => {
    const bytes = encode('ćma', 'windows-1250');
    expect(decodeText(bytes, 'windows-1250')).toBe('ćma');
    const page = '<meta charset="windows-1250"><p>ćma</p>';
    expect(decodeText(encode(page, 'windows-1250'))).toBe(page);
    expect(decodeText(bytes, 'no-such-charset')).not.toBeNull();
  });

  it('takes one stray NUL for a fault of the text, and many controls for a file that is none', () => {
    expect(decodeText(Buffer.from(`${french}\0`))).toBe(`${french}\0`);
    expect(decodeText(Uint8Array.from({ length: 512 }, (_, index) => (index * 197) % 256))).toBeNull();
  });
});
