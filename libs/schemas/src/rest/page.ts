import { z } from 'zod';

/** The query of every list: how many items a page has, and the `nextCursor` of the page before. Lists extend it by their filters. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(1_000).optional(),
});

/** What every list answers with. `nextCursor` asks for the next page, with the same filters; null: this is the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
