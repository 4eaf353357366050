export type ModelTier = 'flash' | 'pro';

/** A model as it is called. */
export interface ModelChoice {
  /** Publisher model id, such as `gemini-3.5-flash-lite`. */
  model: string;
  /** Where this model is served, if not in the client's own location. */
  location?: string;
  /** How much the model may think before it answers; its own default if absent. */
  thinkingLevel?: 'MINIMAL' | 'LOW' | 'MEDIUM' | 'HIGH';
}

/** Configuration: which models stand behind the tiers, and what became of models that are gone. */
export interface ModelTable {
  /** The first choice of a tier, and what is tried in order when it does not answer. */
  tiers: Record<ModelTier, ModelChoice & { fallbacks: ModelChoice[] }>;
  /** Retired model families (`gemini-1.5-flash` covers `gemini-1.5-flash-002`) and the tier that replaces them; null refuses the name. */
  retired: Record<string, ModelTier | null>;
}

/**
 * The models of late 2026: `flash` replaces Gemini 1.5 Flash, `pro` replaces Gemini 1.5 Pro.
 * gemini-3.8-flash is served at global and multi-region endpoints only; who must keep data in a region brings a table of their own.
 */
export const DEFAULT_MODELS: ModelTable = {
  tiers: {
    flash: { model: 'gemini-3.5-flash-lite', fallbacks: [{ model: 'gemini-3.1-flash-lite' }] },
    pro: {
      model: 'gemini-3.8-flash',
      location: 'global',
      thinkingLevel: 'LOW',
      fallbacks: [{ model: 'gemini-3.7-flash' }, { model: 'gemini-3.5-flash-lite' }],
    },
  },
  retired: {
    'gemini-1.5-flash': 'flash',
    'gemini-1.5-pro': 'pro',
    'gemini-2.0-flash': 'flash',
    'gemini-2.0-flash-lite': 'flash',
    'gemini-2.0-pro': 'pro',
    'gemini-2.5-flash': 'flash',
    'gemini-2.5-flash-lite': 'flash',
    'gemini-2.5-pro': 'pro',
    'gemini-1.0': null,
    'gemini-pro': null,
    'gemini-ultra': null,
    'text-bison': null,
    'chat-bison': null,
  },
};
