import type { MessageContent, MessageKind } from '@sylion/schemas';

import { describeMessage, textOf } from './describe-message.ts';

const media = { providerMediaId: 'm', mimeType: 'application/octet-stream' };

/** Every kind there is: a new one does not compile until somebody decides what the model sees of it. */
const examples: { [Kind in MessageKind]: [Extract<MessageContent, { kind: Kind }>, description: string, words: string][] } = {
  text: [[{ kind: 'text', text: 'Bonjour' }, 'Bonjour', 'Bonjour']],
  image: [
    [{ kind: 'image', media }, '[image]', ''],
    [{ kind: 'image', media, caption: 'La facture' }, '[image] La facture', 'La facture'],
  ],
  video: [[{ kind: 'video', media, caption: 'Le bruit' }, '[video] Le bruit', 'Le bruit']],
  audio: [
    [{ kind: 'audio', media }, '[audio]', ''],
    [{ kind: 'audio', media: { ...media, isVoice: true } }, '[voice note]', ''],
  ],
  document: [
    [
      { kind: 'document', media: { ...media, filename: 'devis.pdf' }, caption: 'Mon devis' },
      '[document "devis.pdf"] Mon devis',
      'Mon devis',
    ],
    [{ kind: 'document' }, '[document]', ''],
  ],
  sticker: [[{ kind: 'sticker', media }, '[sticker]', '']],
  location: [[{ kind: 'location', latitude: 48.85, longitude: 2.35, name: 'Chez moi' }, '[location: Chez moi, 48.85, 2.35]', '']],
  contacts: [
    [
      {
        kind: 'contacts',
        contacts: [
          { name: 'Zoé', phones: ['+33 6'], emails: [], isOwn: false },
          { phones: ['+33 7'], emails: [], isOwn: true },
        ],
      },
      '[contact: Zoé +33 6; +33 7]',
      '',
    ],
  ],
  choice: [
    [{ kind: 'choice', id: '1', title: 'Oui' }, 'Oui', 'Oui'],
    [{ kind: 'choice', id: '1', title: 'Menu midi', description: '15 €' }, 'Menu midi (15 €)', 'Menu midi'],
  ],
  form: [
    [{ kind: 'form', name: 'rdv', body: 'Mardi 10 h', response: {} }, '[form rdv: Mardi 10 h]', ''],
    [{ kind: 'form', response: { day: 'mardi' } }, '[form : {"day":"mardi"}]', ''],
  ],
  call_permission: [[{ kind: 'call_permission', response: 'accept' }, '[call_permission]', '']],
  reaction: [[{ kind: 'reaction', emoji: '👍' }, '[reaction]', '']],
  order: [
    [
      { kind: 'order', text: 'Pour ce soir', items: [{ productId: 'tarte', quantity: 2 }] },
      '[order: 2 × tarte] Pour ce soir',
      'Pour ce soir',
    ],
    [{ kind: 'order', items: [] }, '[order: ]', ''],
  ],
  system: [[{ kind: 'system', event: 'number_changed' }, '[system]', '']],
  edit: [[{ kind: 'edit', text: 'non' }, '[edit]', '']],
  revoke: [[{ kind: 'revoke' }, '[revoke]', '']],
  template: [[{ kind: 'template', name: 'rappel', language: 'fr' }, '[template rappel]', '']],
  unsupported: [[{ kind: 'unsupported', type: 'poll' }, '[unsupported]', '']],
};

it.each(Object.values(examples).flat())('%j is told to the model as %j, its own words are %j', (content, description, words) => {
  expect(describeMessage(content)).toBe(description);
  expect(textOf(content)).toBe(words);
});
