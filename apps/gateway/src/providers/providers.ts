import type { Provider } from '@sylion/schemas';

import type { Dialog360Settings } from './dialog360/dialog360.ts';
import { dialog360Inbound, dialog360Outbound } from './dialog360/dialog360.ts';
import type { MetaSettings } from './meta/meta.ts';
import { metaInbound, metaOutbound } from './meta/meta.ts';
import type { InboundProvider, OutboundProvider } from './provider.ts';
import type { ProviderLimits } from './provider-limits.ts';
import { withoutUndefined } from './read-json.ts';
import type { TwilioSettings } from './twilio/twilio.ts';
import { twilioInbound, twilioOutbound } from './twilio/twilio.ts';

/** Addresses and limits; what is left out is each provider's public address and the usual limits. */
export interface ProvidersSettings {
  meta?: Partial<MetaSettings>;
  dialog360?: Partial<Dialog360Settings>;
  twilio?: Partial<TwilioSettings>;
}

export type Providers = Readonly<Record<Provider, { inbound: InboundProvider; outbound: OutboundProvider }>>;

/** Every provider by its name. Stateless: credentials come with each call. */
export const createProviders = ({ meta, dialog360, twilio }: ProvidersSettings = {}): Providers => ({
  meta: { inbound: metaInbound, outbound: metaOutbound({ ...limits, ...metaDefaults, ...given(meta) }) },
  '360dialog': { inbound: dialog360Inbound, outbound: dialog360Outbound({ ...limits, ...dialog360Defaults, ...given(dialog360) }) },
  twilio: { inbound: twilioInbound, outbound: twilioOutbound({ ...limits, ...twilioDefaults, ...given(twilio) }) },
});

/** A setting that is given as undefined is left out, too. */
const given = <Settings extends object>(settings: Settings | undefined) => withoutUndefined(settings ?? {});

/** The largest media that WhatsApp carries is a document of 100 MB. */
const limits: ProviderLimits = { timeoutMs: 15_000, mediaTimeoutMs: 120_000, mediaMaximumSizeBytes: 100 * 1_024 * 1_024 };

const metaDefaults = { graphUrl: 'https://graph.facebook.com', graphVersion: 'v25.0', mediaHosts: ['lookaside.fbsbx.com'] };
const dialog360Defaults = { baseUrl: 'https://waba-v2.360dialog.io' };
const twilioDefaults = {
  apiUrl: 'https://api.twilio.com',
  messagingUrl: 'https://messaging.twilio.com',
  mediaHosts: ['mms.twiliocdn.com', 'media.twiliocdn.com', 's3-external-1.amazonaws.com'],
};
