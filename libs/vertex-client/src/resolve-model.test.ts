import { DEFAULT_MODELS } from './model-table.ts';
import { resolveModel } from './resolve-model.ts';

const modelsOf = (wanted: Parameters<typeof resolveModel>[1]) => resolveModel(DEFAULT_MODELS, wanted).choices.map((choice) => choice.model);

it('resolves a tier to its model and then its fallbacks', () => {
  expect(modelsOf({ tier: 'flash' })).toEqual(['gemini-3.5-flash-lite', 'gemini-3.1-flash-lite']);
  expect(resolveModel(DEFAULT_MODELS, { tier: 'pro' })).toMatchObject({
    choices: [{ model: 'gemini-3.8-flash', location: 'global' }, {}, {}],
    warning: undefined,
  });
});

it('calls a current model by its name, with the fallbacks of the tier it leads', () => {
  expect(modelsOf({ model: 'gemini-3.6-flash' })).toEqual(['gemini-3.6-flash']);
  expect(modelsOf({ model: 'gemini-3.5-flash-lite' })).toEqual(modelsOf({ tier: 'flash' }));
});

it.each([
  ['gemini-1.5-flash', 'gemini-3.5-flash-lite'],
  ['gemini-1.5-flash-002', 'gemini-3.5-flash-lite'],
  ['gemini-1.5-pro', 'gemini-3.8-flash'],
  ['gemini-2.5-flash-lite', 'gemini-3.5-flash-lite'],
])('replaces the retired %s by %s and says so', (retired, replacement) => {
  const resolved = resolveModel(DEFAULT_MODELS, { model: retired });
  expect(resolved.choices[0].model).toBe(replacement);
  expect(resolved.warning).toContain(retired);
  expect(resolved.warning).toContain(replacement);
});

it('refuses a retired name that nothing replaces', () => {
  expect(() => resolveModel(DEFAULT_MODELS, { model: 'chat-bison' })).toThrow(expect.objectContaining({ code: 'RETIRED_MODEL' }));
});

it('does not offer a retired model in its own table', () => {
  for (const { fallbacks, model } of Object.values(DEFAULT_MODELS.tiers)) {
    for (const name of [model, ...fallbacks.map((fallback) => fallback.model)])
      expect(resolveModel(DEFAULT_MODELS, { model: name }).warning).toBeUndefined();
  }
});
