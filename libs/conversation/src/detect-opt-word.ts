import { foldText } from './fold-text.ts';

/**
 * Recognises a message that is, as a whole, a wish to get no more messages or to get them again; null for any other.
 *
 * French, English, Spanish, Portuguese, German, Arabic, Italian and Dutch. Case, accents, punctuation, emoji, polite
 * words and repetition do not matter; one more word does ("stop by tomorrow", "arrêt de bus"). Words that answer
 * ordinary questions, such as "cancel", "annuler" or "fin", are left out on purpose.
 */
export function detectOptWord(text: string): 'opt_out' | 'opt_in' | null {
  // Nobody opts out in an essay, and folding one costs time.
  if (text.length > 200) return null;
  const words = foldText(text).split(' ');
  const phrase = withoutPoliteWords(words).join(' ');
  if (optOutPhrases.has(phrase) || isRepetitionOf(phrase, optOutPhrases)) return 'opt_out';
  return optInPhrases.has(phrase) || isRepetitionOf(phrase, optInPhrases) ? 'opt_in' : null;
}

const folded = (...phrases: string[]): ReadonlySet<string> => new Set(phrases.map(foldText));

const optOutPhrases = folded(
  'stop',
  'stop all',
  'stopall',
  'stop messages',
  'stop sms',
  'stop pub',
  'stop whatsapp',
  'opt out',
  'optout',
  'unsubscribe',
  'unsubscribe me',
  'stop messaging me',
  'stop writing to me',
  'stop texting me',
  'no more messages',
  'arrêt',
  'arrêter',
  'arrêtez',
  'arrête',
  'stopper',
  'arrêtez les messages',
  'arrêtez de m’écrire',
  'ne m’écrivez plus',
  'plus de messages',
  'désabonner',
  'désabonnement',
  'désabonnez-moi',
  'me désabonner',
  'je me désabonne',
  'je veux me désabonner',
  'se désabonner',
  'désinscription',
  'désinscrire',
  'me désinscrire',
  'désinscrivez-moi',
  'baja',
  'dar de baja',
  'darme de baja',
  'darse de baja',
  'dame de baja',
  'quiero darme de baja',
  'parar',
  'detener',
  'no más mensajes',
  'desuscribir',
  'desuscribirme',
  'cancelar suscripción',
  'pare',
  'sair',
  'descadastrar',
  'me descadastrar',
  'descadastre-me',
  'cancelar inscrição',
  'cancelar subscrição',
  'não quero mais mensagens',
  'stopp',
  'abmelden',
  'abbestellen',
  'abmeldung',
  'austragen',
  'bitte abmelden',
  'keine nachrichten mehr',
  'schreibt mir nicht mehr',
  'إيقاف',
  'ايقاف',
  'توقف',
  'أوقف',
  'توقفوا',
  'إيقاف الرسائل',
  'أوقفوا الرسائل',
  'إلغاء الاشتراك',
  'الغاء الاشتراك',
  'disiscrivimi',
  'disiscrivermi',
  'cancella iscrizione',
  'annulla iscrizione',
  'disiscrizione',
  'basta messaggi',
  'afmelden',
  'uitschrijven',
  'stoppen',
  'geen berichten meer',
  'meld me af',
);

const optInPhrases = folded(
  'start',
  'unstop',
  'opt in',
  'optin',
  'subscribe',
  'resubscribe',
  'subscribe me',
  'resume',
  'resume messages',
  'reprendre',
  'reprendre les messages',
  'm’abonner',
  's’abonner',
  'abonner',
  'réabonner',
  'me réabonner',
  'réabonnement',
  'abonnez-moi',
  'réactiver',
  'alta',
  'darme de alta',
  'dame de alta',
  'suscribir',
  'suscribirme',
  'reanudar',
  'inscrever',
  'me inscrever',
  'subscrever',
  'reativar',
  'retomar',
  'anmelden',
  'wieder anmelden',
  'abonnieren',
  'starten',
  'fortsetzen',
  'اشتراك',
  'ابدأ',
  'استئناف',
  'إعادة الاشتراك',
  'استئناف الرسائل',
  'iscrivimi',
  'riprendi',
  'iscrizione',
  'riattiva',
  'aanmelden',
  'hervatten',
  'inschrijven',
  'abonneren',
);

const politePhrases = [
  's’il vous plaît',
  's’il te plaît',
  'por favor',
  'per favore',
  'من فضلك',
  'من فضلكم',
  'لو سمحت',
  'thank you',
  'dank u',
  'vielen dank',
  'svp',
  'stp',
  'merci',
  'please',
  'pls',
  'thanks',
  'gracias',
  'obrigado',
  'obrigada',
  'bitte',
  'danke',
  'grazie',
  'alstublieft',
  'شكرا',
  'bonjour',
  'hello',
  'hi',
  'hola',
].map((phrase) => foldText(phrase).split(' '));

function withoutPoliteWords(words: readonly string[]): readonly string[] {
  for (const polite of politePhrases) {
    if (words.length <= polite.length) continue;
    if (polite.every((word, index) => words[index] === word)) return withoutPoliteWords(words.slice(polite.length));
    if (polite.every((word, index) => words[words.length - polite.length + index] === word))
      return withoutPoliteWords(words.slice(0, -polite.length));
  }
  return words;
}

const isRepetitionOf = (phrase: string, phrases: ReadonlySet<string>): boolean => {
  const [word = '', ...others] = phrase.split(' ');
  return phrases.has(word) && others.every((other) => other === word);
};
