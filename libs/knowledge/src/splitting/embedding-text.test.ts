import { embeddingText } from './embedding-text.ts';

describe('embeddingText', () => {
  it('says which document and headings a chunk stands under', () => {
    expect(embeddingText({ heading: 'Guide › Livraison', text: 'Gratuite dès 30 €.' }, 'Tarifs_2026.pdf')).toEqual({
      title: 'Tarifs 2026 › Guide › Livraison',
      text: 'Guide › Livraison\nGratuite dès 30 €.',
    });
  });

  it('does without headings and without a name', () => {
    expect(embeddingText({ heading: null, text: 'Gratuite.' }, 'Tarifs')).toEqual({ title: 'Tarifs', text: 'Gratuite.' });
    expect(embeddingText({ heading: 'Guide', text: 'Gratuite.' }, '\n')).toEqual({ title: 'Guide', text: 'Guide\nGratuite.' });
  });
});
