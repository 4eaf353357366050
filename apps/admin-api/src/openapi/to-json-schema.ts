import { z } from 'zod';

export type Json = Record<string, unknown>;

/** A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1: of what may be sent, or of what is answered. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema: part }) => void (part.format !== undefined && delete part.pattern),
  }) as Json; // the format says it; its pattern only fills the page
  delete json['$schema']; // OpenAPI 3.1 has the same dialect for the whole document
  return json;
}
