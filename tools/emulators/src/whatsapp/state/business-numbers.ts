/** What a business number is registered with. */
export interface NumberRegistration {
  phoneNumberId: string;
  /** As Meta shows it, for example `+33 1 23 45 67 89`. */
  displayPhoneNumber: string;
  /** The WhatsApp Business Account; also the scope of BSUIDs. */
  wabaId: string;
  verifiedName?: string;
  webhookUrl?: string;
  appSecret?: string;
  /** When set, only this token may act for the number. */
  accessToken?: string;
}

export type BusinessNumber = NumberRegistration & { verifiedName: string; appSecret: string };

/** The business numbers of this emulator, by phone number id. */
export class BusinessNumbers {
  readonly #defaults: { appSecret: string; webhookUrl?: string };
  readonly #byId = new Map<string, BusinessNumber>();
  readonly #unsubscribed = new Set<string>();

  constructor(defaults: { appSecret: string; webhookUrl?: string }) {
    this.#defaults = defaults;
  }

  /** Registers a number or replaces what it was registered with. */
  register(registration: NumberRegistration): BusinessNumber {
    const number = {
      ...registration,
      verifiedName: registration.verifiedName ?? registration.displayPhoneNumber,
      webhookUrl: registration.webhookUrl ?? this.#defaults.webhookUrl,
      appSecret: registration.appSecret ?? this.#defaults.appSecret,
    };
    this.#byId.set(number.phoneNumberId, number);
    return number;
  }

  find(phoneNumberId: string): BusinessNumber | undefined {
    return this.#byId.get(phoneNumberId);
  }

  all(): BusinessNumber[] {
    return [...this.#byId.values()];
  }

  /** Whether an app gets the webhooks of the account's own fields; those of numbers with a URL of their own flow anyway. */
  isSubscribed(wabaId: string): boolean {
    return !this.#unsubscribed.has(wabaId);
  }

  subscribe(wabaId: string, isSubscribed: boolean): void {
    if (isSubscribed) this.#unsubscribed.delete(wabaId);
    else this.#unsubscribed.add(wabaId);
  }

  ofAccount(wabaId: string): BusinessNumber[] {
    return this.all().filter((number) => number.wabaId === wabaId);
  }
}
