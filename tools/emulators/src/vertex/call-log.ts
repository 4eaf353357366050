/** One call as `GET /_log` shows it. Token counts are those the caller was told; they are 0 unless the call succeeded. */
export interface LoggedCall {
  /** Also the `responseId` of a generated answer. */
  id: string;
  at: string;
  method: string;
  /** The model's resource name; for managed search, the name of what was called upon. */
  model: string;
  state: 'running' | 'ok' | 'error' | 'cancelled';
  durationMs: number;
  promptTokens: number;
  outputTokens: number;
  totalTokens: number;
  labels: Record<string, string>;
  request: RequestSummary;
  responseText: string;
  functionCall?: { name: string; args: unknown };
  finishReason?: string;
  error?: { code: number; message: string };
  cancelled: boolean;
}

export interface RequestSummary {
  systemText?: string;
  contents?: { role: string; parts: Record<string, unknown>[] }[];
  tools?: string[];
  texts?: string[];
  dimension?: number;
  maxOutputTokens?: number;
  query?: string;
  filter?: string;
  inputUris?: string[];
}

/** Every call since the start or the last clearing, in the order of arrival; a running call is already in it. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #count = 0;

  open(call: Pick<LoggedCall, 'method' | 'model' | 'labels' | 'request'>): LoggedCall {
    this.#count += 1;
    const logged: LoggedCall = {
      id: `call-${this.#count}`,
      at: new Date().toISOString(),
      ...call,
      state: 'running',
      durationMs: 0,
      promptTokens: 0,
      outputTokens: 0,
      totalTokens: 0,
      responseText: '',
      cancelled: false,
    };
    this.#calls.push(logged);
    return logged;
  }

  get calls(): readonly LoggedCall[] {
    return this.#calls;
  }

  clear(): void {
    this.#calls = [];
  }
}
