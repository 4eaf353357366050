import { v7 } from 'uuid';
import { z } from 'zod';

/** A row id: UUIDv7 text, made in the app so that it is known before the insert and sorts by time (RFC 9562 §5.7). */
export const idSchema = z.uuid();

/** Makes a new UUIDv7. */
export const newId = (): string => v7();
