import { diffSettings } from './diff-settings.ts';

it('tells the deepest field that both sides have, lists whole, and what is absent as null', () => {
  expect(
    diffSettings(
      { model: null, tools: ['a', 'b'], knowledge: { citations: 'short', passageLimit: 8 }, businessHours: null, same: { deep: [1] } },
      {
        model: 'pro-1',
        tools: ['b'],
        knowledge: { citations: 'none', passageLimit: 8 },
        businessHours: { timeZone: 'UTC' },
        same: { deep: [1] },
        texts: {},
      },
    ),
  ).toEqual([
    { path: 'businessHours', from: null, to: { timeZone: 'UTC' } },
    { path: 'knowledge.citations', from: 'short', to: 'none' },
    { path: 'model', from: null, to: 'pro-1' },
    { path: 'texts', from: null, to: {} },
    { path: 'tools', from: ['a', 'b'], to: ['b'] },
  ]);
});

it('tells nothing of settings that say the same, in whatever order', () =>
  expect(diffSettings({ one: 1, two: { three: 3, four: 4 } }, { two: { four: 4, three: 3 }, one: 1 })).toEqual([]));
