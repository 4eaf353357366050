import { publicWeb, type Allowed } from '@sylion/runtime';

/** Where webhooks may go: https on the public web, on 443 or a port of no system service. `WEBHOOK_PRIVATE_TARGETS` opens everything, for tests. */
export const webhookTargets = ({ WEBHOOK_PRIVATE_TARGETS }: { readonly WEBHOOK_PRIVATE_TARGETS: boolean }): Allowed =>
  WEBHOOK_PRIVATE_TARGETS
    ? { address: () => true, port: () => true, protocols: ['http:', 'https:'] }
    : { ...publicWeb, port: (port) => port === 443 || port >= 1_024, protocols: ['https:'] };
