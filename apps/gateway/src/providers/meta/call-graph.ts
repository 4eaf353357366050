import type { SafeCall } from '../call-safely.ts';
import { callSafely } from '../call-safely.ts';
import type { JsonRecord } from '../read-json.ts';
import { classifyAnswer } from './classify-answer.ts';

/** `callSafely` with Graph's error codes. */
export const callGraph = (call: SafeCall): Promise<JsonRecord> => callSafely(call, classifyAnswer);
