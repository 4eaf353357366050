import { noFaults, type FaultPlan } from './fault-plan.ts';
import { seededRandom, type Random } from '../../seeded-random.ts';

export interface ActiveFaults {
  readonly plan: FaultPlan;
  /** What sends meet. Apart from the rest, so that it does not depend on when webhooks go out. */
  readonly random: Random;
  /** What statuses and webhooks meet. */
  readonly laterRandom: Random;
}

/** The fault plan of each number; a number without its own follows the global one. */
export class FaultPlans {
  #global: ActiveFaults;
  readonly #byNumber = new Map<string, ActiveFaults>();

  constructor(initial: Partial<FaultPlan> = {}) {
    this.#global = activate(initial);
  }

  /** Replaces the plan of one number, or the global one; fields not given are off. */
  set(plan: Partial<FaultPlan>, phoneNumberId?: string): FaultPlan {
    const active = activate(plan);
    if (phoneNumberId === undefined) this.#global = active;
    else this.#byNumber.set(phoneNumberId, active);
    return active.plan;
  }

  of(phoneNumberId: string): ActiveFaults {
    return this.#byNumber.get(phoneNumberId) ?? this.#global;
  }

  clear(): void {
    this.#global = activate({});
    this.#byNumber.clear();
  }
}

function activate(plan: Partial<FaultPlan>): ActiveFaults {
  const whole = { ...noFaults, ...plan };
  return { plan: whole, random: seededRandom(whole.seed), laterRandom: seededRandom(whole.seed + 1) };
}
