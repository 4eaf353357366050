import { foldText, foldWords } from './fold-words.ts';

/** Written without accents, because the user's text is folded before it is compared. */
const humanRequests = [
  /\b(une?|le|la|votre|vos|an?|the|el|uno?|um|einen?|einem|mit) ((etre|vrai|vraie|real|live|echten?) )?(humain|human|conseillere?|agente?|humano|menschen|mitarbeiter|operateur|operator|operador|asesor|atendente)\b/u,
  /\b(vraie|real|echten?) (personne|person|persona|pessoa|menschen)\b|\b(persona|pessoa) real\b/u,
  /\b(parler|discuter|talk|speak|hablar|falar|sprechen)\b.{0,20}\b(quelqu.un|someone|somebody|alguien|alguem|jemandem|une personne|a person|una persona|uma pessoa)\b/u,
  /\b(human agent|live agent|customer service representative|atendimento humano|jemandem (sprechen|reden))\b/u,
  /^\W*(humain|conseiller|human|agent|humano|agente|asesor|atendente|mitarbeiter)\W*$/u,
  /موظف|شخص حقيقي|انسان|ممثل خدمة|بشري/u,
];

const greetings = new Set(
  foldWords(
    'bonjour bonsoir salut coucou hello hi hey hola buenos buenas dias tardes noches olá oi bom boa dia tarde noite hallo guten tag morgen abend مرحبا مرحبًا اهلا أهلا السلام عليكم good morning evening afternoon',
  ),
);
const thanks = new Set(
  foldWords('merci beaucoup thanks thank you very much gracias muchas obrigado obrigada danke schon vielen dank شكرا'),
);

export function asksForHuman(text: string): boolean {
  const folded = foldText(text);
  return humanRequests.some((pattern) => pattern.test(folded));
}

/** A message of nothing but greeting words. */
export function isGreeting(text: string): boolean {
  return consistsOf(text, greetings);
}

/** A message of nothing but thanks. */
export function isThanks(text: string): boolean {
  return consistsOf(text, thanks);
}

function consistsOf(text: string, known: Set<string>): boolean {
  const words = foldWords(text);
  return words.length > 0 && words.every((word) => known.has(word));
}
