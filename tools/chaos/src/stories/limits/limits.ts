import type { Story } from '../../story.ts';
import { expiredToken } from './expired-token.ts';
import { modelOutage } from './model-outage.ts';
import { providerOutage } from './provider-outage.ts';

const parts = [expiredToken, modelOutage, providerOutage];

/** The provider's limits, and outages of the provider and of the model. */
export const limits: Story = {
  name: 'limits',
  promise:
    'An expired token, a provider or a model that is away: everybody is answered after it, once, without a storm, and told once meanwhile.',
  play: async (stage, size, progress) => {
    const facts: Record<string, string> = {};
    const violations = [];
    for (const part of parts) {
      const result = await part(stage, size, progress);
      Object.assign(facts, result.facts);
      violations.push(...result.violations);
      await stage.vertex.send('DELETE', '/_control');
    }
    return { facts, violations, trace: stage.events.map(({ at, what }) => `${new Date(at).toISOString()} ${what}`) };
  },
};
