import { setTimeout as pause } from 'node:timers/promises';
import type { RequestHandler } from 'express';
import { decideLatencyMs, decideSendFault } from '../faults/decide-send-fault.ts';
import { isJsonObject, type JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import type { World } from '../world.ts';
import { acceptMessage, type Acceptance } from './accept-message.ts';
import { GraphError } from './graph-error.ts';
import { markRead } from './mark-read.ts';
import { numberFor } from './require-token.ts';

/** `POST /{phone-number-id}/messages`: a message, or a read receipt that may show the typing indicator. */
export function postMessages(world: World): RequestHandler<{ phoneNumberId: string }> {
  return async (request, response) => {
    const number = numberFor(world, request, request.params.phoneNumberId);
    const body: unknown = request.body;
    if (!isJsonObject(body) || body.messaging_product !== 'whatsapp')
      throw new GraphError(100, 'The parameter messaging_product is required.');
    if (body.status !== undefined) {
      markRead(world, number, body);
      response.json({ success: true });
      return;
    }

    const { plan, random } = world.faults.of(number.phoneNumberId);
    const fault = decideSendFault(plan, random);
    const latencyMs = decideLatencyMs(plan, random);
    if (latencyMs > 0) await pause(latencyMs, undefined, { ref: false });
    if (fault === 'cut-before-accept') {
      request.socket.destroy();
      return;
    }
    const accept = (answer: Acceptance['answer']) =>
      logRefusal(world, number, body, () => {
        if (fault === 'reject') throw new GraphError(plan.rejectCode, 'Injected by the fault plan.');
        return acceptMessage(world, number, body, answer);
      });
    if (fault === 'accept-then-cut') {
      accept('cut');
      request.socket.destroy();
    } else if (fault === 'accept-then-fail') {
      accept('failed');
      throw new GraphError(131000, 'Injected by the fault plan after the message was accepted.');
    } else {
      response.json(accept('accepted').body);
    }
  };
}

/** Every refusal stands in the log beside what was accepted. */
function logRefusal<Result>(world: World, number: BusinessNumber, request: JsonObject, act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof GraphError) {
      world.log.append({ kind: 'rejected', phoneNumberId: number.phoneNumberId, request, code: error.code, details: error.details });
    }
    throw error;
  }
}
