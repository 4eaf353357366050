import { estimateTokens } from '@sylion/conversation';
import fc from 'fast-check';
import { type PastMessage, searchQuestion } from './search-question.ts';

const asked = (...texts: string[]): PastMessage[] =>
  texts.map((text, index) => ({ role: index % 2 === 0 ? ('end_user' as const) : ('business' as const), text }));

const history = asked('Quels sont les horaires de la piscine ?', 'La piscine ouvre de 9 h à 20 h. Bonne journée !');

describe('searchQuestion', () => {
  it.each([
    ['Et le dimanche ?', history, 'piscine'],
    ['le dimanche ?', history, 'piscine'],
    ['c’est combien ?', history, 'piscine'],
    ['Ça coûte combien ?', history, 'piscine'],
    ['Et pour les enfants ?', history, 'piscine'],
    ['and on Sundays?', asked('When is the swimming pool open?', 'From 9 to 8.'), 'swimming pool'],
    ['how much?', asked('Do you rent mountain bikes?', 'Yes, we do.'), 'mountain bikes'],
    ['How much is it?', asked('Do you rent mountain bikes?', 'Yes, we do.'), 'mountain bikes'],
    ['What about children?', asked('Is breakfast included?', 'Yes.'), 'breakfast'],
    ['Does it need batteries?', asked('Tell me about the XJ-200 robot', 'It is a robot.'), 'XJ-200'],
    ['¿Y los domingos?', asked('¿A qué hora abre la piscina?', 'A las nueve.'), 'piscina'],
    ['¿cuánto cuesta?', asked('¿Hacen envíos a Madrid?', 'Sí.'), 'Madrid'],
    ['E aos domingos?', asked('Que horas abre a piscina?', 'Às nove.'), 'piscina'],
    ['quanto custa?', asked('Vocês alugam bicicletas?', 'Sim.'), 'bicicletas'],
    ['Und sonntags?', asked('Wann hat das Schwimmbad geöffnet?', 'Ab neun.'), 'Schwimmbad'],
    ['Was kostet das?', asked('Vermieten Sie Fahrräder?', 'Ja.'), 'Fahrräder'],
    ['وماذا عن الأحد؟', asked('متى يفتح المسبح؟', 'في التاسعة.'), 'المسبح'],
    ['وكم السعر؟', asked('هل تؤجرون الدراجات؟', 'نعم.'), 'الدراجات'],
  ])('"%s" gets its topic', (text, past, topic) => {
    const { question, vectorText, lexicalText, isFollowUp } = searchQuestion({ unanswered: [text], history: past });
    expect(isFollowUp).toBe(true);
    expect(question).toBe(text);
    expect(vectorText).toContain(topic);
    expect(vectorText.endsWith(text)).toBe(true);
    expect(lexicalText).toContain(topic);
  });

  it.each([
    'Est-ce que vous livrez à Casablanca ?',
    'Quel est le prix du forfait Premium ?',
    'Où se trouve le parking ?',
    'Y a-t-il un parking ?',
    'ou est le parking',
    'Et vous livrez à Casablanca ?',
    'O estacionamento é pago à parte?',
    'Where can I park my car?',
    'What is your refund policy?',
    'How much is the family room with breakfast?',
    '¿Tienen aparcamiento para clientes?',
    'Vocês aceitam cartão de crédito?',
    'Haben Sie einen Parkplatz?',
    'هل يوجد موقف للسيارات؟',
    'Et sinon je voudrais savoir si vous acceptez les chèques vacances et les cartes étrangères',
  ])('"%s" is left alone', (text) => {
    expect(searchQuestion({ unanswered: [text], history })).toEqual({
      question: text,
      vectorText: text,
      lexicalText: text,
      isFollowUp: false,
    });
  });

  it.each([
    'Bonjour',
    'Merci beaucoup !',
    'Hello 👋',
    'thanks a lot',
    'hola, buenos días',
    'Olá! Bom dia',
    'Vielen Dank',
    'السلام عليكم',
    'شكرا جزيلا',
    '👍',
    'ok',
    'd’accord, merci',
    '',
  ])('"%s" asks nothing', (text) => {
    expect(searchQuestion({ unanswered: [text], history })).toEqual({ question: '', vectorText: '', lexicalText: '', isFollowUp: false });
  });

  it('drops greetings around a question and joins what was sent in pieces', () => {
    const { question } = searchQuestion({ unanswered: ['Bonjour !', 'Bonjour, vous livrez à Rabat ?', 'merci'], history: [] });
    expect(question).toBe('vous livrez à Rabat ?');
    expect(searchQuestion({ unanswered: ['vous livrez', 'à Rabat ?'], history }).question).toBe('vous livrez\nà Rabat ?');
  });

  it('takes consent to an offer for a question about it', () => {
    const offer = asked('Vous louez des vélos ?', 'Oui, nos vélos électriques se louent à la journée. Voulez-vous les tarifs ?');
    const { isFollowUp, vectorText } = searchQuestion({ unanswered: ['Oui merci'], history: offer });
    expect(isFollowUp).toBe(true);
    expect(vectorText).toContain('vélos électriques');
    expect(vectorText).toContain('Voulez-vous les tarifs ?');
  });

  it('reaches back over a follow-up to the question before it', () => {
    const past = asked('Vous avez une piscine chauffée ?', 'Oui.', 'et le soir ?', 'Jusqu’à 20 h.');
    expect(searchQuestion({ unanswered: ['et le dimanche ?'], history: past }).vectorText).toBe(
      'Vous avez une piscine chauffée ?\net le soir ?\nJusqu’à 20 h.\net le dimanche ?',
    );
  });

  it('keeps the topic over several follow-ups, but not for ever', () => {
    const evenings = Array.from({ length: 3 }, () => ['et le soir ?', 'Oui.']).flat();
    const after = (followUps: string[]) =>
      searchQuestion({ unanswered: ['et le dimanche ?'], history: asked('Vous avez une piscine chauffée ?', 'Oui.', ...followUps) })
        .vectorText;
    expect(after(evenings)).toBe('Vous avez une piscine chauffée ?\net le soir ?\net le dimanche ?');
    expect(after([...evenings, ...evenings])).not.toContain('piscine');
  });

  it('has no topic to give in a first message', () => {
    expect(searchQuestion({ unanswered: ['c’est combien ?'], history: [] })).toMatchObject({
      vectorText: 'c’est combien ?',
      isFollowUp: false,
    });
  });

  it('bounds long messages, the newest words win', () => {
    const long = `${'blah '.repeat(3_000)}Quel est le prix du forfait Premium ?`;
    const { vectorText } = searchQuestion({ unanswered: [long], history });
    expect(estimateTokens(vectorText)).toBeLessThanOrEqual(400);
    expect(vectorText.endsWith('Quel est le prix du forfait Premium ?')).toBe(true);
  });

  it('never throws and keeps its bounds', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 2_000 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.array(text, { maxLength: 4 }), (unanswered, past) => {
        const { vectorText, lexicalText } = searchQuestion({ unanswered, history: asked(...past) });
        for (const bounded of [vectorText, lexicalText]) expect(estimateTokens(bounded)).toBeLessThanOrEqual(400);
      }),
    );
  });
});
