import { readPhone } from '../person.ts';
import { readText } from '../read-json.ts';

/** An address without its channel prefix: `whatsapp:+33612345678` or `whatsapp:FR.1349…`. */
export const readAddress = (value: unknown): string | undefined => readText(readText(value)?.replace(/^whatsapp:/, ''));

/** The key of a channel at Twilio: its sender number with `+`. */
export const readSender = (value: unknown): string | undefined => {
  const address = readAddress(value);
  return readPhone(address) ?? address;
};
