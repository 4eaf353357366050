import type { JsonObject } from './protobuf-value.ts';

/** Tokens as the provider counts and bills them. */
export interface TokenUsage {
  promptTokens: number;
  /** What was written plus what was thought. */
  outputTokens: number;
  totalTokens: number;
}

interface Generated {
  usage: TokenUsage;
  /** The model that answered; a fallback's, if the first choice did not. */
  model: string;
  /** Calls that were made, this one included; the failed ones cost nothing. */
  attempts: number;
  /** The provider's id of the response, for tracing. */
  responseId: string;
}

export type GenerateResult =
  | (Generated & {
      kind: 'answer';
      text: string;
      toolCalls: ToolCall[];
      /** The answer was cut at `maxOutputTokens`. */ truncated: boolean;
    })
  /** The provider refused the prompt or the answer; `reason` is its finish or block reason, such as `SAFETY`. */
  | (Generated & { kind: 'blocked'; reason: string })
  /** Nothing was said, though nothing was refused; `reason` is the finish reason, such as `MAX_TOKENS` when all went into thinking. */
  | (Generated & { kind: 'empty'; reason: string });

export interface ToolCall {
  name: string;
  args: JsonObject;
}
