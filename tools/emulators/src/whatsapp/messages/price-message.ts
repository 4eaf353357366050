import type { JsonObject } from '../read-json.ts';

const freeServiceMessages = 1_000;

/**
 * What Meta bills for a message since October 2026: service messages are free up to a thousand per number,
 * templates are always regular, reactions are free and do not count.
 * @param templateCategory of a template message, in capitals as the registry has it
 * @param countServiceMessage counts this message and answers how many there are now
 */
export function priceMessage(type: string, templateCategory: string | undefined, countServiceMessage: () => number): JsonObject {
  if (type === 'template') return pricing('regular', (templateCategory ?? 'utility').toLowerCase());
  if (type === 'reaction') return pricing('free_customer_service', 'service');
  return pricing(countServiceMessage() <= freeServiceMessages ? 'free_customer_service' : 'regular', 'service');
}

function pricing(type: 'regular' | 'free_customer_service', category: string): JsonObject {
  return { billable: type === 'regular', pricing_model: 'PMP', type, category };
}
