/** What the platform says itself when the assistant cannot. */
export type TextKey =
  | 'apology'
  | 'overQuota'
  | 'optedOut'
  | 'optedIn'
  | 'handedOff'
  | 'mediaUnreadable'
  | 'mediaUnsupported'
  | 'blockedBySafety'
  | 'stillWorking'
  | 'serviceClosed'
  | 'loopSuspected'
  | 'tooManyMessages'
  | 'answerComesLater'
  | 'isItStillOpen';

export type Texts = Readonly<Record<TextKey, string>>;
