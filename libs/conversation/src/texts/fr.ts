import type { Texts } from './text-key.ts';

export const french: Texts = {
  apology: 'Désolé, un problème nous empêche de vous répondre pour le moment. Pouvez-vous réessayer dans quelques minutes ?',
  overQuota:
    'Merci pour votre message. Notre assistant ne peut plus répondre pour le moment ; notre équipe prendra le relais dès que possible.',
  optedOut: 'C’est noté : vous ne recevrez plus de messages de notre part. Écrivez START pour les recevoir à nouveau.',
  optedIn: 'C’est noté : vous recevrez à nouveau nos messages. Comment pouvons-nous vous aider ?',
  handedOff: 'Je transmets votre demande à un membre de notre équipe, qui vous répondra ici même.',
  mediaUnreadable: 'Désolé, je n’ai pas réussi à ouvrir votre fichier. Pouvez-vous le renvoyer, ou décrire son contenu par écrit ?',
  mediaUnsupported: 'Désolé, je ne peux pas lire ce type de message. Pouvez-vous m’écrire votre demande ?',
  blockedBySafety: 'Désolé, je ne peux pas vous aider sur ce sujet. Avez-vous une autre question ?',
  stillWorking: 'Je cherche la réponse, encore un instant…',
  serviceClosed: 'Ce service est fermé pour le moment. Merci de nous écrire plus tard.',
  loopSuspected: 'On dirait que deux automates se répondent ici : je m’arrête donc. Écrivez-moi avec vos propres mots et je reviens.',
  tooManyMessages:
    'Cela fait beaucoup de messages d’un coup. Laissez-moi un moment : écrivez-moi à nouveau un peu plus tard et je vous répondrai.',
  answerComesLater:
    'Désolé, un problème nous empêche de vous répondre pour le moment. Inutile de réécrire : la réponse viendra dès que possible.',
  isItStillOpen:
    'Désolé, votre message nous est parvenu tard. Si votre demande est toujours d’actualité, écrivez-nous à nouveau : nous répondrons aussitôt.',
};
