import { z } from 'zod';

/** Who carries a channel's WhatsApp traffic. */
export const providerSchema = z.enum(['meta', '360dialog', 'twilio']);
export type Provider = z.infer<typeof providerSchema>;
