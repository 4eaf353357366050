/** Title and HTTP status of the Graph error codes that this emulator knows. Source: Meta, "Cloud API error codes". */
const catalogue: Readonly<Record<number, readonly [title: string, httpStatus: number]>> = {
  1: ['API Unknown', 400],
  2: ['API Service', 503],
  4: ['API Too Many Calls', 400],
  10: ['Permission Denied', 403],
  100: ['Invalid parameter', 400],
  190: ['Access token has expired', 401],
  368: ['Temporarily blocked for policies violations', 403],
  80007: ['Rate limit issues', 400],
  130429: ['Rate limit hit', 400],
  130472: ["User's number is part of an experiment", 400],
  130497: ['Business account is restricted from messaging users in this country', 403],
  131000: ['Something went wrong', 500],
  131005: ['Access denied', 403],
  131008: ['Required parameter is missing', 400],
  131009: ['Parameter value is not valid', 400],
  131016: ['Service unavailable', 500],
  131021: ['Recipient cannot be sender', 400],
  131026: ['Message undeliverable', 400],
  131030: ['Recipient phone number not in allowed list', 400],
  131031: ['Account has been locked', 403],
  131042: ['Business eligibility payment issue', 400],
  131045: ['Incorrect certificate', 500],
  131047: ['Re-engagement message', 400],
  131048: ['Spam rate limit hit', 400],
  131049: ['Meta chose not to deliver', 400],
  131051: ['Unsupported message type', 400],
  131052: ['Media download error', 400],
  131053: ['Media upload error', 400],
  131056: ['(Business Account, Consumer Account) pair rate limit hit', 400],
  131057: ['Account in maintenance mode', 500],
  131062: ['Business-scoped user IDs are not supported for this message', 400],
  132000: ['Template Param Count Mismatch', 400],
  132001: ['Template does not exist', 404],
  132005: ['Template Hydrated Text Too Long', 400],
  132007: ['Template Format Character Policy Violated', 400],
  132012: ['Template Parameter Format Mismatch', 400],
  132015: ['Template is Paused', 400],
  132016: ['Template is Disabled', 400],
  133010: ['Phone number not registered', 400],
};

export function errorTitle(code: number): string {
  return catalogue[code]?.[0] ?? 'Unknown error';
}

export function errorHttpStatus(code: number): number {
  return catalogue[code]?.[1] ?? 400;
}
