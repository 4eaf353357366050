/** How a person shows up: any of the fields may be missing, but not both addresses. */
export interface Sender {
  phone?: string;
  bsuid?: string;
  username?: string;
  name?: string;
}

export interface EndUser extends Sender {
  /** The address under which the person was first met; constant for the log. */
  readonly id: string;
  readonly wabaId: string;
  name: string;
  /** True while the person writes without showing the phone number. */
  isPhoneHidden: boolean;
}

/**
 * The people who chat, inside one WhatsApp Business Account: the same phone is another user at another account,
 * because BSUIDs are given per business portfolio.
 */
export class EndUsers {
  readonly #byAddress = new Map<string, EndUser>();

  /** The user behind these addresses, created or completed with what is new. */
  meet(wabaId: string, sender: Sender): EndUser {
    const phone = sender.phone === undefined ? undefined : digitsOf(sender.phone);
    const address = sender.bsuid ?? phone;
    if (address === undefined || address === '') throw new Error('A user needs a phone or a bsuid.');
    const user = this.find(wabaId, sender.bsuid) ??
      this.find(wabaId, phone) ?? { id: address, wabaId, name: sender.name ?? address, isPhoneHidden: false };
    user.phone = phone ?? user.phone;
    user.bsuid = sender.bsuid ?? user.bsuid;
    user.username = sender.username ?? user.username;
    user.name = sender.name ?? user.name;
    user.isPhoneHidden = phone === undefined;
    if (user.phone !== undefined) this.#byAddress.set(keyOf(wabaId, user.phone), user);
    if (user.bsuid !== undefined) this.#byAddress.set(keyOf(wabaId, user.bsuid), user);
    return user;
  }

  /** @param address a phone (with or without `+`) or a BSUID */
  find(wabaId: string, address: string | undefined): EndUser | undefined {
    if (address === undefined) return undefined;
    return this.#byAddress.get(keyOf(wabaId, address)) ?? this.#byAddress.get(keyOf(wabaId, digitsOf(address)));
  }

  clear(): void {
    this.#byAddress.clear();
  }
}

/** A phone number as WhatsApp writes it in `wa_id`: digits only. */
export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}

function keyOf(wabaId: string, address: string): string {
  return `${wabaId} ${address}`;
}
