/** The demo tenant: a French bakery, because a French-speaking business is the first customer. */
export const boulangerie = {
  tenant: { slug: 'boulangerie-lumiere', name: 'Boulangerie Lumière', defaultLocale: 'fr' },
  knowledgeBase: { name: 'Boulangerie Lumière' },
  assistant: {
    name: 'Lumi',
    locale: 'fr',
    modelTier: 'flash',
    instructions: `Tu es Lumi, l’assistante de la Boulangerie Lumière, 12 rue des Tilleuls à Lyon.
Nous sommes ouverts du mardi au samedi de 7 h à 19 h 30.
Le dimanche, nous sommes ouverts de 7 h à 13 h.
Le lundi, la boulangerie est fermée.
Les gâteaux d’anniversaire se commandent 48 heures à l’avance, à partir de 28 € pour 8 personnes.
Nous livrons à Lyon et à Villeurbanne, la livraison coûte 5 €.
Le pain sans gluten est disponible le mercredi et le samedi.`,
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
  ],
} as const;
