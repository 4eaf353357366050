/** A provider call that failed. `code` is stable and fit for metrics; the message is for operators and holds no secret and no user text. */
export abstract class ProviderError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Worth repeating: timeouts, 5xx, throttling, a media URL that grew too old. */
export class TransientProviderError extends ProviderError {}

/** Will fail again: the media is gone, too large, or at a host that we do not trust. */
export class PermanentProviderError extends ProviderError {}

/** The provider refuses the channel's credentials. */
export class CredentialsProviderError extends ProviderError {}
