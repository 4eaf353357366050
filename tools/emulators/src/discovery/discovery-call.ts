import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import type { RequestSummary } from '../vertex/call-log.ts';
import { serveCall } from '../vertex/serve-call.ts';
import type { DiscoveryState } from './discovery-state.ts';

/** One call of managed search: logged under what it concerns, slow and failing as the settings of `discovery` demand. */
export function discoveryCall<Request>(
  state: DiscoveryState,
  method: string,
  describe: (request: Request) => { concerns: string; labels?: Record<string, string>; request?: RequestSummary },
  answer: (request: Request) => unknown,
) {
  return async (call: ServerUnaryCall<Request, unknown>, reply: sendUnaryData<unknown>): Promise<void> => {
    const { concerns, labels = {}, request = {} } = describe(call.request);
    const entry = state.vertex.log.open({ method, model: concerns, labels, request });
    const faults = { ...state.vertex.settings.discovery, jitterMs: 0 };
    const served = await serveCall(state.vertex, call, entry, () => answer(call.request), faults);
    if (served.ok) reply(null, served.answer);
    else reply(served.error);
  };
}
