import { messageContentSchema, type MessageContent, type MessageKind } from './message-content.ts';

const media = {
  providerMediaId: '1037',
  mimeType: 'audio/ogg; codecs=opus',
  sha256: '29ed500f',
  filename: 'facture.pdf',
  url: 'https://lookaside.example/1',
  isVoice: true,
  isAnimated: false,
};

/** The fullest message of every kind; the type makes a new kind add its own. */
const examples: { [Kind in MessageKind]: Extract<MessageContent, { kind: Kind }> } = {
  text: { kind: 'text', text: 'Bonjour' },
  image: { kind: 'image', media, caption: 'Le gâteau' },
  video: { kind: 'video', media },
  audio: { kind: 'audio', media },
  document: { kind: 'document', media, caption: 'facture' },
  sticker: { kind: 'sticker' },
  location: { kind: 'location', latitude: 48.85, longitude: 2.35, name: 'Paris', address: '1 rue', url: 'https://maps.example' },
  contacts: { kind: 'contacts', contacts: [{ name: 'Ana', phones: ['+34600'], emails: ['ana@example.com'], isOwn: true }] },
  choice: { kind: 'choice', id: 'b1', title: 'Oui', description: 'd' },
  form: { kind: 'form', name: 'flow', body: 'Sent', response: { when: ['mardi'] } },
  call_permission: { kind: 'call_permission', response: 'accept', isPermanent: false, expiresAt: '2026-11-22T00:00:00Z' },
  reaction: { kind: 'reaction', emoji: null, toProviderMessageId: 'wamid.1' },
  order: { kind: 'order', catalogId: 'c', text: 't', items: [{ productId: 'p', quantity: 2, price: 3.5, currency: 'EUR' }] },
  system: { kind: 'system', event: 'user_changed_number', text: 'x' },
  edit: { kind: 'edit', originalProviderMessageId: 'wamid.1', text: 'mieux' },
  revoke: { kind: 'revoke', originalProviderMessageId: 'wamid.1' },
  template: { kind: 'template', name: 'hello', language: 'fr' },
  unsupported: { kind: 'unsupported', type: 'poll', errorCode: 131051, detail: 'not supported' },
};

describe('message content', () => {
  it.each(Object.values(examples))('of kind $kind comes back from JSON as it was', (content) => {
    expect(messageContentSchema.parse(JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it('drops what we do not know and keeps the message: providers add fields at any time', () => {
    expect(messageContentSchema.parse({ kind: 'text', text: 'x', sentiment: 'new' })).toEqual({ kind: 'text', text: 'x' });
  });

  it.each([{ kind: 'poll' }, { kind: 'text' }, { kind: 'location', latitude: '48', longitude: 2 }, { text: 'x' }, null, 'text'])(
    'is not %j',
    (value) => {
      expect(messageContentSchema.safeParse(value).success).toBe(false);
    },
  );
});
