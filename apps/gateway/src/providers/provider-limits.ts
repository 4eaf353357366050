/** How long and how much a provider may cost us. */
export interface ProviderLimits {
  /** For one API call, from connecting to the last byte of the answer. */
  timeoutMs: number;
  /** For one media download as a whole. */
  mediaTimeoutMs: number;
  mediaMaximumSizeBytes: number;
}
