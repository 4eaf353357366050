/** One message of an end user: what went in. */
export interface SentMessage {
  /** A word that stands in this message only, and that the reply has to repeat. */
  readonly token: string;
  /** Number and end user: the conversation as the phone knows it. */
  readonly chat: string;
  /** Unix milliseconds. */
  readonly sentAt: number;
  /** When its webhook was first answered 200, in unix milliseconds; undefined: never. */
  readonly acknowledgedAt: number | undefined;
}

/** One bubble of the business: what the phone saw. A chat's bubbles are in the order of their arrival. */
export interface SeenBubble {
  readonly chat: string;
  readonly seenAt: number;
  readonly text: string;
}

/** What the product itself says is not over yet, when everything should be. */
export interface OpenEnd {
  readonly what: string;
  /** Of the messages that it concerns, as far as its text shows. */
  readonly tokens: readonly string[];
}

/** All that the checker knows: nothing of claims, epochs, queues or tables. */
export interface History {
  readonly sent: readonly SentMessage[];
  readonly seen: readonly SeenBubble[];
  readonly open: readonly OpenEnd[];
}

/** The tokens of the talk of this run, in the order in which they stand in the text. */
export const tokensIn = (text: string): string[] => text.match(/\bq\d+x\d+\b/g) ?? [];
export const tokenOf = (chatIndex: number, messageIndex: number): string => `q${chatIndex}x${messageIndex}`;
