import { providerSchema } from '@sylion/schemas';

import { createProviders } from './providers.ts';

describe('createProviders', () => {
  it('has both directions of every provider of the contract', () => {
    const providers = createProviders({ meta: { graphUrl: undefined } });
    for (const name of providerSchema.options)
      expect(providers[name]).toEqual({ inbound: expect.any(Object), outbound: expect.any(Object) });
  });
});
