import type { Texts } from './text-key.ts';

export const german: Texts = {
  apology:
    'Entschuldigung, im Moment können wir Ihnen wegen eines Problems nicht antworten. Versuchen Sie es bitte in ein paar Minuten noch einmal.',
  overQuota: 'Danke für Ihre Nachricht. Unser Assistent kann gerade nicht antworten; unser Team meldet sich so bald wie möglich bei Ihnen.',
  optedOut: 'Erledigt: Sie erhalten keine Nachrichten mehr von uns. Schreiben Sie START, um sie wieder zu erhalten.',
  optedIn: 'Erledigt: Sie erhalten unsere Nachrichten wieder. Wie können wir Ihnen helfen?',
  handedOff: 'Ich gebe Ihr Anliegen an unser Team weiter; jemand antwortet Ihnen gleich hier.',
  mediaUnreadable:
    'Entschuldigung, ich konnte Ihre Datei nicht öffnen. Können Sie sie noch einmal senden oder mir schreiben, was darin steht?',
  mediaUnsupported: 'Entschuldigung, diese Art von Nachricht kann ich nicht lesen. Können Sie mir Ihr Anliegen schreiben?',
  blockedBySafety: 'Entschuldigung, dabei kann ich nicht helfen. Haben Sie noch eine andere Frage?',
  stillWorking: 'Ich suche die Antwort, einen Moment bitte…',
  serviceClosed: 'Dieser Dienst ist zurzeit geschlossen. Bitte schreiben Sie uns später.',
  loopSuspected:
    'Hier scheinen sich zwei Automaten zu antworten, darum höre ich auf. Schreiben Sie mir in eigenen Worten, dann bin ich wieder da.',
  tooManyMessages:
    'Das sind viele Nachrichten auf einmal. Geben Sie mir bitte einen Moment: Schreiben Sie mir etwas später wieder, dann antworte ich.',
  answerComesLater:
    'Entschuldigung, ein Problem hindert uns gerade daran zu antworten. Sie müssen nicht noch einmal schreiben: Die Antwort kommt, sobald wir können.',
  isItStillOpen:
    'Entschuldigung, Ihre Nachricht hat uns spät erreicht. Wenn sie noch wichtig ist, schreiben Sie uns noch einmal, und wir antworten gleich.',
};
