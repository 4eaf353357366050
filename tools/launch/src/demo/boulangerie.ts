/** The demo tenant: a French bakery, because a French-speaking business is the first customer. */
export const boulangerie = {
  tenant: { slug: 'boulangerie-lumiere', name: 'Boulangerie Lumière', defaultLocale: 'fr' },
  knowledgeBase: { name: 'Boulangerie Lumière' },
  assistant: {
    name: 'Lumi',
    locale: 'fr',
    modelTier: 'flash',
    instructions:
      'Tu es Lumi, l’assistante de la Boulangerie Lumière à Lyon. Tu vouvoies les clients, et tu es chaleureuse et brève. Pour une commande de plus de 200 €, propose de passer la main à l’équipe.',
    knowledge: { citations: 'short', whenUnknown: 'offer_hand_off' },
  },
  number: {
    phoneNumberId: '106540352242922',
    displayPhoneNumber: '+33 4 72 00 00 12',
    wabaId: '102290129340398',
    verifiedName: 'Boulangerie Lumière',
  },
  questions: [
    'Bonjour ! Vous êtes ouverts le dimanche ?',
    'Et pour commander un gâteau d’anniversaire, il faut s’y prendre combien de temps à l’avance ?',
    'Est-ce que vous réparez aussi les vélos électriques ?',
  ],
  /** In the folder `documents` beside this file. */
  documents: ['Infos pratiques.md', 'Carte et tarifs 2026.md'],
} as const;
