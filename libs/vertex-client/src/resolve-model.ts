import { PermanentModelError } from './errors.ts';
import type { ModelChoice, ModelTable, ModelTier } from './model-table.ts';

export interface ResolvedModel {
  /** What to call, in order. Never empty. */
  choices: [ModelChoice, ...ModelChoice[]];
  /** For the log: the name that was asked for is gone, and what answers instead. */
  warning: string | undefined;
}

/**
 * Turns what an assistant asks for, a tier or a model name, into the models to call.
 *
 * @throws {PermanentModelError} `RETIRED_MODEL` for a name that nothing replaces
 */
export function resolveModel(table: ModelTable, wanted: { tier: ModelTier } | { model: string }): ResolvedModel {
  if ('tier' in wanted) return { choices: choicesOf(table, wanted.tier), warning: undefined };
  const family = retiredFamily(table, wanted.model);
  if (family === undefined) return { choices: choicesOfModel(table, wanted.model), warning: undefined };
  const replacement = table.retired[family];
  if (!replacement)
    throw new PermanentModelError(
      'RETIRED_MODEL',
      `The model ${wanted.model} is retired and nothing replaces it. Choose a tier or a current model.`,
      0,
    );
  const choices = choicesOf(table, replacement);
  return {
    choices,
    warning: `The model ${wanted.model} is retired: ${choices[0].model} (tier ${replacement}) answers instead. Please change the assistant.`,
  };
}

function choicesOf(table: ModelTable, tier: ModelTier): [ModelChoice, ...ModelChoice[]] {
  const { fallbacks, ...first } = table.tiers[tier];
  return [first, ...fallbacks];
}

/** A model that is chosen by name is called as its tier would call it, if it leads one; else it stands alone. */
function choicesOfModel(table: ModelTable, model: string): [ModelChoice, ...ModelChoice[]] {
  const tier = (Object.keys(table.tiers) as ModelTier[]).find((name) => table.tiers[name].model === model);
  return tier ? choicesOf(table, tier) : [{ model }];
}

/** The longest retired family that covers the name: itself, or itself with a `-version` behind. */
function retiredFamily(table: ModelTable, model: string): string | undefined {
  return Object.keys(table.retired)
    .filter((family) => model === family || model.startsWith(`${family}-`))
    .sort((one, other) => other.length - one.length)[0];
}
