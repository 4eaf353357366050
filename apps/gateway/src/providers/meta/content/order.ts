import type { MessageContent } from '@sylion/schemas';

import type { JsonRecord } from '../../read-json.ts';
import { isRecord, readList, readNumber, readRecord, readText, withoutUndefined } from '../../read-json.ts';

/** `order {catalog_id, text?, product_items[]}`; prices come as integers, decimals or strings. */
export const readOrder = ({ order }: JsonRecord): MessageContent | undefined => {
  if (!isRecord(order)) return undefined;
  const items = readList(order.product_items).map(readRecord).flatMap(readItem);
  return withoutUndefined({ kind: 'order' as const, catalogId: readText(order.catalog_id), text: readText(order.text), items });
};

const readItem = (item: JsonRecord) => {
  const productId = readText(item.product_retailer_id);
  if (productId === undefined) return [];
  return withoutUndefined({
    productId,
    quantity: readNumber(item.quantity) ?? 1,
    price: readNumber(item.item_price),
    currency: readText(item.currency),
  });
};
