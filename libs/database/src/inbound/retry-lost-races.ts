import { isContention, isOvertaken } from '../errors.ts';

const maximumAttempts = 5;

/**
 * Does again what lost a race against another transaction over the same people: a deadlock, an identity that was taken meanwhile
 * (23505), an end user that was merged away meanwhile (23503). The work must look everything up anew each time.
 */
export async function retryLostRaces<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === maximumAttempts || !isLostRace(error)) throw error;
    }
  }
}

const isLostRace = (error: unknown): boolean => isContention(error) || isOvertaken(error);
