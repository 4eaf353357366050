/** Languages in which the platform itself speaks; the model answers in any. */
export const locales = ['fr', 'en', 'es', 'pt', 'ar', 'de'] as const;

export type Locale = (typeof locales)[number];
