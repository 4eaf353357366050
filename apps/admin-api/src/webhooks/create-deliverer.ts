import { listDueEndpoints, numberEvents, type DueEndpoint } from '@sylion/database';
import type { Logger } from '@sylion/runtime';

import { deliverNext, type DeliveryDependencies } from './deliver-next.ts';

/** At most this many deliveries to one endpoint at a time; one to an endpoint that fails, so that the dead cost nearly nothing. */
const lanesPerEndpoint = 4;
const lanesPerTenant = 16;
const lanesAtAll = 256;
const eventsPerTenant = 1_000;

export interface Deliverer {
  /** Gives new events their positions, and opens lanes for what is due. Does not wait for the lanes. */
  sweep(): Promise<void>;
  /** Lets the tries under way end, and begins none. */
  close(): Promise<void>;
}

/**
 * Delivers webhooks in lanes: a lane belongs to one endpoint and delivers one event after another until nothing is due; who is still
 * behind at the next sweep gets one more. So an endpoint that is slow or dead keeps its own lanes waiting and nobody else. Any number
 * of processes share the work: claims skip what others hold.
 */
export function createDeliverer(dependencies: DeliveryDependencies & { readonly logger: Logger }): Deliverer {
  const lanes = new Set<{ readonly due: DueEndpoint; readonly ended: Promise<void> }>();
  let isClosing = false;

  const countLanes = (fits: (due: DueEndpoint) => boolean): number => [...lanes].filter(({ due }) => fits(due)).length;
  const hasRoom = (due: DueEndpoint): boolean =>
    lanes.size < lanesAtAll &&
    countLanes(({ tenantId }) => tenantId === due.tenantId) < lanesPerTenant &&
    countLanes(({ endpointId }) => endpointId === due.endpointId) < (due.isFailing ? 1 : lanesPerEndpoint);

  const open = (due: DueEndpoint): void => {
    const run = async (): Promise<void> => {
      while (!isClosing && (await deliverNext(due, dependencies)));
    };
    const ended = run()
      .catch((error: unknown) => dependencies.logger.warn({ error, ...due }, 'a delivery failed on our side; it will be tried again'))
      .finally(() => lanes.delete(lane));
    const lane = { due, ended };
    lanes.add(lane);
  };

  return {
    sweep: async () => {
      await numberEvents(dependencies.database, eventsPerTenant);
      for (const due of await listDueEndpoints(dependencies.database)) if (!isClosing && hasRoom(due)) open(due);
    },
    close: async () => {
      isClosing = true;
      await Promise.all([...lanes].map(({ ended }) => ended));
    },
  };
}
