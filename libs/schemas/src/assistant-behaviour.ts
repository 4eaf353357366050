import { z } from 'zod';

import { localeSchema } from './locale.ts';

/** A sentence of the tenant's own, by the languages it is written in; without one for a person's language, the assistant's serves. */
const localTextSchema = z.partialRecord(localeSchema, z.string().trim().min(1).max(1_000));

/** What the assistant says in the tenant's own words; what is left out is said in the platform's, or (the welcome) not at all. */
export const assistantTextsSchema = z.strictObject({
  /** Stands before the first answer of a conversation, once. */
  welcome: localTextSchema.optional(),
  /** When nothing is known, or the model fails. */
  fallback: localTextSchema.optional(),
  /** Outside business hours, once per closed period. */
  closed: localTextSchema.optional(),
  /** When the conversation is passed on to a human. */
  handOff: localTextSchema.optional(),
});
export type AssistantTexts = z.output<typeof assistantTextsSchema>;

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 09:30');
/** From `opens` until before `closes`, by the clock on the wall; `closes` not later than `opens` is on the next day. */
const openingSchema = z.strictObject({ opens: timeOfDaySchema, closes: timeOfDaySchema });
const openingsSchema = z.array(openingSchema).max(6);

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const businessHoursSchema = z.strictObject({
  /** By its name in the IANA time zone database: `Europe/Paris`. */
  timeZone: z.string().refine(isTimeZone, 'must be the name of a time zone, like Europe/Paris'),
  /** A day that is left out is closed. */
  week: z.strictObject(Object.fromEntries(weekdays.map((day) => [day, openingsSchema.optional()])) as Record<Weekday, OptionalOpenings>),
  /** Days that are unlike their weekday: holidays (no openings), longer or other hours. */
  exceptions: z
    .array(z.strictObject({ date: z.iso.date(), openings: openingsSchema }))
    .max(400)
    .default([]),
  /** `say_closed`: the closed text, once per closed period; `answer_with_note`: an answer as usual, with that text below the first; `hand_off`: a human. */
  outside: z.enum(['say_closed', 'answer_with_note', 'hand_off']).default('say_closed'),
});
export type BusinessHours = z.output<typeof businessHoursSchema>;

type Weekday = (typeof weekdays)[number];
type OptionalOpenings = z.ZodOptional<typeof openingsSchema>;

/** When a conversation goes to a human without the model asking for it (`hand_off_to_human` is the tool by which it does). */
export const handOffRulesSchema = z.strictObject({
  /** Words and phrases of any language; a message that holds one goes to a human. Case, accents and punctuation do not matter. */
  phrases: z.array(z.string().trim().min(2).max(100)).max(100).default([]),
  /** As soon as so many questions in a row found nothing in the assistant's knowledge; null: never. */
  afterUnknown: z.int().min(1).max(20).nullable().default(null),
});
export type HandOffRules = z.output<typeof handOffRulesSchema>;

/** Offsets such as +01:00 know no summer time: only names count. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
