import type { RequestHandler } from 'express';
import type { JsonObject } from '../read-json.ts';
import type { BusinessNumber } from '../state/business-numbers.ts';
import type { MediaFile } from '../state/media-shelf.ts';
import type { World } from '../world.ts';
import { unknownObject } from './graph-error.ts';
import { numberFor } from './require-token.ts';

/** `GET /{id}`: a business number (optionally `?fields=`) or a media file with a fresh download address. */
export function getNode(world: World): RequestHandler<{ id: string }> {
  return (request, response) => {
    const { id } = request.params;
    const file = world.media.find(id);
    if (file !== undefined) {
      response.json(describeMedia(world, file));
      return;
    }
    if (world.numbers.find(id) === undefined) throw unknownObject(id);
    const fields = typeof request.query.fields === 'string' ? request.query.fields.split(',') : undefined;
    response.json(describeNumber(numberFor(world, request, id), fields));
  };
}

/** Unlike the webhook's base64, the hash is hex here. */
function describeMedia(world: World, file: MediaFile): JsonObject {
  return {
    messaging_product: 'whatsapp',
    url: world.baseUrl + world.media.addressOf(file.id, Date.now() + world.timings.mediaUrlMs),
    mime_type: file.mimeType,
    sha256: file.sha256.toString('hex'),
    file_size: file.bytes.length,
    id: file.id,
  };
}

function describeNumber(number: BusinessNumber, fields: readonly string[] | undefined): JsonObject {
  const known: JsonObject = {
    verified_name: number.verifiedName,
    display_phone_number: number.displayPhoneNumber,
    name_status: 'APPROVED',
    quality_rating: 'GREEN',
    whatsapp_business_manager_messaging_limit: 'TIER_250',
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
  };
  const wanted = fields ?? Object.keys(known);
  return { ...Object.fromEntries(Object.entries(known).filter(([name]) => wanted.includes(name))), id: number.phoneNumberId };
}
