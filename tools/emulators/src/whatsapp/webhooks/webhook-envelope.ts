import type { JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';

/** The envelope around the values of one or several `messages` changes of one account. */
export function webhookEnvelope(wabaId: string, values: readonly JsonObject[]): JsonObject {
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: wabaId, changes: values.map((value) => ({ value, field: 'messages' })) }],
  };
}

/** What starts every value: which number of ours it concerns. */
export function webhookMetadata(number: BusinessNumber): JsonObject {
  return {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.displayPhoneNumber.replace(/\D/g, ''), phone_number_id: number.phoneNumberId },
  };
}
