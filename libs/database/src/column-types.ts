import type { ColumnType, JSONColumnType } from 'kysely';

/** Times are `Date`, big integers are strings on read unless cast. */
export type Time = ColumnType<Date, Date | string | undefined, Date | string>;
export type NullableTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type Json<Shape> = JSONColumnType<Shape & object, string | undefined, string>;
export type NullableJson<Shape> = ColumnType<Shape | null, string | null | undefined, string | null>;
export type BigNumberWithDefault = ColumnType<string, number | string | undefined, number | string>;
export type BigNumber = ColumnType<string, number | string, number | string>;
