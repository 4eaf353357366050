import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { readNumber, readRecord, readText, withoutUndefined } from '../../read-json.ts';

/** `location {latitude, longitude, name?, address?, url?}`. */
export const readLocation = (message: JsonRecord): MessageContent | undefined => {
  const location = readRecord(message.location);
  const latitude = readNumber(location.latitude);
  const longitude = readNumber(location.longitude);
  if (latitude === undefined || longitude === undefined) return undefined;
  return withoutUndefined({
    kind: 'location' as const,
    latitude,
    longitude,
    name: readText(location.name),
    address: readText(location.address),
    url: readText(location.url),
  });
};
