import type { Block, ExtractedDocument } from '../document.ts';
import { splitPassages } from './split-passages.ts';

const documentOf = (...blocks: Block[]): ExtractedDocument => ({ title: null, blocks, pagesTotal: null, pagesWithText: null });
const heading = (level: number, text: string): Block => ({ kind: 'heading', level, text, page: 1 });
const paragraph = (text: string, page: number | null = null): Block => ({ kind: 'paragraph', text, page });
const usual = { chunkTokens: 60, overlapTokens: 15 };

/** A paragraph of `count` sentences of about ten tokens, each of them recognisable. */
const sentences = (name: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `La phrase ${name} numéro ${index + 1} parle d’autre chose.`).join(' ');

describe('splitPassages', () => {
  it('puts headings into the path and joins what stands under one of them', () => {
    const chunks = splitPassages(
      documentOf(
        paragraph('Avant tout titre.'),
        heading(1, 'Guide'),
        heading(2, 'Livraison'),
        paragraph('En deux jours.'),
        { kind: 'list', items: ['Rabat', '  Agdal', '1. Salé'], page: 2 },
        heading(2, 'Retours'),
        paragraph('Sous trente jours.'),
      ),
      usual,
    );
    expect(chunks.map(({ heading, text, page }) => ({ heading, text, page }))).toEqual([
      { heading: null, text: 'Avant tout titre.', page: null },
      { heading: 'Guide › Livraison', text: 'En deux jours.\n\n- Rabat\n  - Agdal\n1. Salé', page: null },
      { heading: 'Guide › Retours', text: 'Sous trente jours.', page: null },
    ]);
  });

  it('lets a heading with nothing below it be found, and nothing else stand alone', () => {
    const chunks = splitPassages(
      documentOf(heading(1, 'Guide'), heading(2, 'Fermé le dimanche'), heading(2, 'Retours'), paragraph('---'), heading(1, 'Fin')),
      usual,
    );
    expect(chunks.map(({ heading, text }) => [heading, text])).toEqual([
      ['Guide', 'Fermé le dimanche'],
      ['Guide', 'Retours'],
      [null, 'Fin'],
    ]);
  });

  it('takes a whole paragraph marked as a heading for a paragraph', () => {
    const long = sentences('un', 8);
    const chunks = splitPassages(documentOf(heading(1, 'Guide'), heading(2, long), paragraph('Suite.')), { ...usual, chunkTokens: 400 });
    expect(chunks.map(({ heading, text }) => [heading, text])).toEqual([['Guide', `${long}\n\nSuite.`]]);
  });

  it('cuts a long paragraph between sentences and repeats whole sentences', () => {
    const text = sentences('longue', 13);
    const chunks = splitPassages(documentOf(paragraph(text, 3)), usual);
    expect(chunks.length).toBeGreaterThan(2);
    for (const [index, chunk] of chunks.entries()) {
      expect(chunk.text).toMatch(/^La phrase .*chose\.$/u);
      expect(text).toContain(chunk.text);
      const before = chunks[index - 1];
      if (before !== undefined) expect(before.text.endsWith(`${/^[^.]*\./u.exec(chunk.text)?.[0]}`)).toBe(true);
    }
  });

  it('repeats nothing across headings, lists and tables', () => {
    const rows = Array.from({ length: 12 }, (_, row) => [`Forfait ${row}`, `${row * 10} €`]);
    const items = Array.from({ length: 12 }, (_, item) => `Service numéro ${item} compris`);
    const chunks = splitPassages(
      documentOf(
        paragraph(sentences('un', 4)),
        heading(1, 'Suite'),
        paragraph(sentences('deux', 4)),
        { kind: 'table', header: ['Nom', 'Prix'], rows, page: null },
        { kind: 'list', items, page: null },
        paragraph(sentences('trois', 4)),
      ),
      usual,
    );
    const all = chunks.map((chunk) => chunk.text).join('\n');
    for (const once of [...rows.map(([name]) => `Nom: ${name};`), ...items, 'un numéro 4', 'deux numéro 4', 'trois numéro 1'])
      expect(all.split(once)).toHaveLength(2);
  });

  it('keeps tables and lists whole where they fit, with the line that introduces them', () => {
    const table: Block = {
      kind: 'table',
      header: ['Plan', 'Prix'],
      rows: [
        ['Pro', '49 €'],
        ['Libre', ''],
        ['', '', ''],
      ],
      page: 2,
    };
    const chunks = splitPassages(
      documentOf(paragraph(sentences('un', 3)), paragraph('Voici nos prix, toutes taxes et tous frais compris :', 2), table),
      {
        chunkTokens: 50,
        overlapTokens: 0,
      },
    );
    expect(chunks.map(({ text }) => text)).toEqual([
      sentences('un', 3),
      'Voici nos prix, toutes taxes et tous frais compris :\n\nPlan: Pro; Prix: 49 €\nPlan: Libre',
    ]);
    expect(chunks[1]?.page).toBe(2);
  });

  it('says the header of a table without rows, and joins cells without one', () => {
    const chunks = splitPassages(
      documentOf(
        { kind: 'table', header: ['Plan', 'Prix'], rows: [], page: null },
        { kind: 'table', header: null, rows: [['Lundi', '9 h–18 h']], page: null },
      ),
      usual,
    );
    expect(chunks.map(({ text }) => text)).toEqual(['Plan | Prix\n\nLundi | 9 h–18 h']);
  });

  it('gives a chunk the page of its first own word, not of what it repeats', () => {
    const chunks = splitPassages(documentOf(paragraph(sentences('un', 4), 1), paragraph(sentences('deux', 4), 2)), usual);
    expect(chunks.map((chunk) => chunk.page)).toEqual([1, 2]);
    expect(chunks[1]?.text).toMatch(/^La phrase un numéro 4 .*deux numéro 1/su);
  });

  it('stores text that can be found: no soft hyphens, no invisible or control characters', () => {
    const [chunk] = splitPassages(documentOf(paragraph('Lie\u00ADfer\u200Bung\u0000 frei\r\n\r\n ab\u00A030 €')), usual);
    expect(chunk?.text).toBe('Lieferung frei\nab 30 €');
  });

  it('sends a short end back to the chunk before it', () => {
    const chunks = splitPassages(documentOf(paragraph(sentences('a', 9)), paragraph('Merci de votre visite à tous.')), {
      chunkTokens: 60,
      overlapTokens: 25,
    });
    for (const chunk of chunks.slice(1)) expect(chunk.tokenCount).toBeGreaterThan(25);
    expect(chunks.at(-1)?.text).toMatch(/visite à tous\.$/u);
  });

  it('cuts a sentence longer than a chunk between words and a word between characters', () => {
    const family = '👨‍👩‍👧';
    const words = Array.from({ length: 120 }, (_, index) => `mot${index}`).join(' ');
    const chunks = splitPassages(documentOf(paragraph(words), paragraph(`a${family.repeat(30)}`)), { chunkTokens: 40, overlapTokens: 10 });
    expect(chunks.map((chunk) => chunk.text).join(' ')).toContain('mot0 mot1');
    for (const chunk of chunks) expect(chunk.text).toMatch(new RegExp(`^(?:(?:mot\\d+\\s*)|a?(?:${family})+)+$`, 'u'));
  });

  it('gives each document its language, and a long chunk in another one its own', () => {
    const french = 'Nos magasins sont ouverts du lundi au samedi. La livraison est gratuite à partir de trente euros. '.repeat(8);
    const english =
      'Our shops are open from Monday to Saturday. Delivery is free of charge for every order above thirty euros. You may send back whatever you do not like within thirty days.';
    const chunks = splitPassages(
      documentOf(paragraph(french), heading(1, 'English'), paragraph(english), heading(1, 'Codes'), paragraph('XJ-200')),
      {
        chunkTokens: 400,
        overlapTokens: 40,
      },
    );
    expect(chunks.map((chunk) => chunk.language)).toEqual(['fr', 'en', 'fr']);
    expect(splitPassages(documentOf(paragraph('XJ-200 RTX 3060')), usual)[0]?.language).toBe('simple');
    const romanian = 'Magazinele noastre sunt deschise de luni până sâmbătă. Livrarea este gratuită începând de la treizeci de euro.';
    expect(splitPassages(documentOf(paragraph(romanian)), usual)[0]?.language).toBe('simple');
  });

  it('gives the same chunks again, and after an edit the same ones from the next heading on', () => {
    const guide = (edit: string): ExtractedDocument =>
      documentOf(
        ...Array.from({ length: 10 }, (_, section) => [
          heading(1, `Section ${section}`),
          paragraph(sentences(`${section}a`, 6) + (section === 3 ? edit : '')),
          paragraph(sentences(`${section}b`, 9)),
        ]).flat(),
      );
    const withoutOrdinal = (document: ExtractedDocument) =>
      splitPassages(document, usual).map(({ ordinal: _, ...chunk }) => JSON.stringify(chunk));
    const before = withoutOrdinal(guide(''));
    const after = withoutOrdinal(guide(' Une phrase entièrement nouvelle change la longueur de ce paragraphe.'));
    expect(withoutOrdinal(guide(''))).toEqual(before);
    const changed = after.filter((chunk) => !before.includes(chunk));
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((chunk) => chunk.includes('"Section 3"'))).toBe(true);
  });

  it('finds its old cuts soon after an edit even without headings', () => {
    const lengths = [3, 1, 2, 4, 1, 1, 3, 2, 5, 1, 2, 2, 4, 1, 3, 1, 2, 1, 4, 3, 2, 1, 1, 5, 2, 3, 1, 2, 4, 1];
    const book = (edit: string) =>
      documentOf(...lengths.map((count, index) => paragraph((index === 4 ? edit : '') + sentences(`p${index}`, count))));
    const texts = (edit: string) => splitPassages(book(edit), usual).map((chunk) => chunk.text);
    const before = texts('');
    const after = texts('Une phrase entièrement nouvelle. ');
    expect(after.filter((text) => !before.includes(text)).length).toBeLessThanOrEqual(before.length / 3);
  });

  it('makes nothing of nothing', () => {
    expect(splitPassages(documentOf(), usual)).toEqual([]);
    expect(splitPassages(documentOf(paragraph(' \n\t'), { kind: 'list', items: ['', ' '], page: 1 }, heading(1, ' ')), usual)).toEqual([]);
  });
});
