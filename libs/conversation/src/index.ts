export { advanceMessageStatus, messageStatuses, type MessageStatus, type ReportedStatus } from './advance-message-status.ts';
export { isOpenAt, isSameClosedPeriod } from './business-hours.ts';
export {
  type CoalescingDecision,
  type CoalescingSettings,
  decideCoalescing,
  defaultCoalescingSettings,
  type WaitingMessage,
} from './decide-coalescing.ts';
export { detectLocale } from './detect-locale.ts';
export { detectOptWord } from './detect-opt-word.ts';
export { estimateTokens } from './estimate-tokens.ts';
export { findPhrase } from './find-phrase.ts';
export { fillTemplate, type FilledTemplate, type TemplateContent, type TemplateProblem } from './fill-template.ts';
export { fitHistory } from './fit-history.ts';
export type { HeldIdentity, Identity, IncomingIdentity, KnownEndUser } from './identity.ts';
export { type BubbleCase, type BubbleVerdict, judgeBubble, type Patience } from './judge-bubble.ts';
export { judgeLateness } from './judge-lateness.ts';
export { judgeLoop, mostLoopTurns, type LoopJudgement, type Saying } from './judge-loop.ts';
export { judgeReceipt, type ReceiptCase } from './judge-receipt.ts';
export { type Locale, locales } from './locale.ts';
export { type AnswerPermission, mayAssistantAnswer, type Speakers } from './may-assistant-answer.ts';
export { type Fence, mayCommit } from './may-commit.ts';
export { ownTextFor, spokenTextFor } from './own-text-for.ts';
export { type IdentityPlan, planIdentity } from './plan-identity.ts';
export { sendableFile, type SendableFile } from './sendable-file.ts';
export { isServiceWindowOpen, serviceWindowEndsAt } from './service-window.ts';
export { textFor } from './text-for.ts';
export type { TextKey } from './texts/text-key.ts';
