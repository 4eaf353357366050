import type { Locale } from './locale.ts';
import { arabic } from './texts/ar.ts';
import { german } from './texts/de.ts';
import { english } from './texts/en.ts';
import { spanish } from './texts/es.ts';
import { french } from './texts/fr.ts';
import { portuguese } from './texts/pt.ts';
import type { TextKey, Texts } from './texts/text-key.ts';

const textsByLocale: Record<Locale, Texts> = { fr: french, en: english, es: spanish, pt: portuguese, ar: arabic, de: german };

/** A ready-made sentence to the end user in their language. */
export const textFor = (key: TextKey, locale: Locale): string => textsByLocale[locale][key];
