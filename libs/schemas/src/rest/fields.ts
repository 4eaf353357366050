import { z } from 'zod';

import { idSchema } from '../ids.ts';

/** A point in time in answers: RFC 3339 in UTC. A `Date` out of the database becomes its text. */
export const timeSchema = z.preprocess((value) => (value instanceof Date ? value.toISOString() : value), z.iso.datetime());

/** The path of one thing: `/v1/<noun>/{id}`. */
export const idParamsSchema = z.strictObject({ id: idSchema });

export const nameSchema = z.string().trim().min(1).max(200);

/** Text as Postgres can hold it: NUL and lone surrogates, which JSON can carry and `text` and `jsonb` cannot, become U+FFFD. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** A change names at least one field. */
export const hasSomeField = (fields: object): boolean => Object.keys(fields).length > 0;
export const noFieldMessage = 'names no field to change';

/** Some fields of settings: a change names what it changes, and nothing gets a default. */
export const someOf = <Shape extends z.ZodRawShape>(settings: z.ZodObject<Shape>) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries<z.core.$ZodType>(settings.shape).map(([name, field]) => [
        name,
        z.optional(field instanceof z.ZodDefault || field instanceof z.ZodPrefault ? field.unwrap() : field),
      ]),
    ),
  ) as unknown as z.ZodType<Partial<z.output<z.ZodObject<Shape>>>>;
