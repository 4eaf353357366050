import { z } from 'zod';

/** Languages in which the platform itself can speak (fallback texts, opt-out words). The model may answer in any. */
export const localeSchema = z.enum(['fr', 'en', 'es', 'pt', 'ar', 'de']);
export type Locale = z.infer<typeof localeSchema>;
