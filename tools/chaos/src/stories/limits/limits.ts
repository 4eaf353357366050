import type { Story } from '../../story.ts';
import { playParts } from '../part.ts';
import { expiredToken } from './expired-token.ts';
import { modelOutage } from './model-outage.ts';
import { numberLimit } from './number-limit.ts';
import { pairLimit } from './pair-limit.ts';
import { providerOutage } from './provider-outage.ts';

/** The provider's limits, and outages of the provider and of the model. */
export const limits: Story = {
  name: 'limits',
  promise:
    'WhatsApp’s limits, an expired token, a provider or a model that is away: everybody is answered, once, without a storm, and told once meanwhile.',
  play: playParts([pairLimit, numberLimit, expiredToken, modelOutage, providerOutage]),
};
