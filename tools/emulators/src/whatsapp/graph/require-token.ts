import type { Request, RequestHandler } from 'express';
import type { BusinessNumber } from '../state/business-numbers.ts';
import type { World } from '../world.ts';
import { GraphError, unknownObject } from './graph-error.ts';

/** 401 with code 190 unless the request carries a good Bearer token. */
export function requireToken(world: World): RequestHandler {
  return (request, _response, next) => {
    if (world.tokens.isGood(bearerOf(request))) return next();
    throw new GraphError(190, 'Error validating access token: Session has expired or the token is invalid.');
  };
}

/** The number of this id, if the token may act for it. */
export function numberFor(world: World, request: Request, phoneNumberId: string): BusinessNumber {
  const number = world.numbers.find(phoneNumberId);
  if (number === undefined) throw unknownObject(phoneNumberId);
  if (number.accessToken !== undefined && number.accessToken !== bearerOf(request)) throw unknownObject(phoneNumberId);
  return number;
}

function bearerOf(request: Request): string {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
