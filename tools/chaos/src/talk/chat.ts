import { openBusiness, type Business, type Operator } from '@sylion/acceptance';

/** One end user at one number. */
export interface Chat {
  readonly index: number;
  readonly business: Business;
  /** Digits only. */
  readonly phone: string;
}

export const nameOf = (phoneNumberId: string, phone: string): string => `${phoneNumberId}/${phone}`;

/** Opens the businesses and deals the conversations out: neighbours in the list are the same person at different numbers. */
export async function openChats(operator: Operator, plan: { readonly tenants: number; readonly conversations: number }): Promise<Chat[]> {
  const businesses = await Promise.all(Array.from({ length: plan.tenants }, () => openBusiness(operator, 'Repeat what you are told.')));
  return Array.from({ length: plan.conversations }, (_, index) => ({
    index,
    business: businesses[index % businesses.length] as Business,
    phone: `336${String(10_000_000 + Math.floor(index / businesses.length))}`,
  }));
}
