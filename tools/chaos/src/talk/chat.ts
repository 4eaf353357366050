import { openBusiness, type Business } from '@sylion/acceptance';

import type { Stage } from '../stage/stage.ts';

/** One end user at one number. */
export interface Chat {
  readonly index: number;
  readonly business: Business;
  /** Digits only. */
  readonly phone: string;
}

export const nameOf = (phoneNumberId: string, phone: string): string => `${phoneNumberId}/${phone}`;

/** Opens the businesses and deals the conversations out: neighbours in the list are the same person at different numbers. */
export async function openChats(stage: Stage, plan: { readonly tenants: number; readonly conversations: number }): Promise<Chat[]> {
  const businesses = await Promise.all(Array.from({ length: plan.tenants }, () => openBusiness(stage, 'Repeat what you are told.')));
  return Array.from({ length: plan.conversations }, (_, index) => ({
    index,
    business: businesses[index % businesses.length] as Business,
    phone: `336${String(10_000_000 + Math.floor(index / businesses.length))}`,
  }));
}
