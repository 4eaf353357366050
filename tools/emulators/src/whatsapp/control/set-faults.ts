import { noFaults, type FaultPlan } from '../faults/fault-plan.ts';
import type { JsonObject } from '../read-json.ts';
import type { World } from '../world.ts';
import { ControlError } from './control-error.ts';

/** Replaces the fault plan of a number (or the global one); fields that are not given are off. */
export function setFaults(world: World, source: JsonObject, phoneNumberId: string | undefined): FaultPlan {
  const plan: Partial<Record<keyof FaultPlan, number | boolean>> = {};
  for (const [name, value] of Object.entries(source)) {
    if (name === 'action' || name === 'phoneNumberId') continue;
    if (!isFaultName(name)) throw new ControlError(`There is no fault ${name}; there are ${Object.keys(noFaults).join(', ')}.`);
    const isFitting = typeof value === typeof noFaults[name] || (name === 'dropStatuses' && typeof value === 'boolean');
    if (!isFitting) throw new ControlError(`The fault ${name} must be a ${typeof noFaults[name]}.`);
    plan[name] = name === 'dropStatuses' ? Number(value) : (value as number | boolean);
  }
  return world.faults.set(plan as Partial<FaultPlan>, phoneNumberId);
}

function isFaultName(name: string): name is keyof FaultPlan {
  return Object.hasOwn(noFaults, name);
}
