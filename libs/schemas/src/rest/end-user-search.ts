import { z } from 'zod';

/** With or without `+`, spaces and the like; at least the country code and a little more. Becomes `+` and digits, as identities have it. */
const phonePrefixSchema = z
  .string()
  .max(40)
  .transform((phone) => phone.replaceAll(/[\s().-]/g, ''))
  .pipe(z.string().regex(/^\+?\d{3,15}$/, 'must be a phone number or the first 3 digits of one or more'))
  .transform((phone) => `+${phone.replace('+', '')}`);

/** How end users are searched for: at most one of `name`, `phone` and `username` (each by its beginning) and `bsuid` (whole). */
export const endUserSearchFields = {
  name: z.string().trim().min(1).max(200).optional(),
  phone: phonePrefixSchema.optional(),
  username: z
    .string()
    .max(200)
    .transform((username) => username.replace(/^@+/, ''))
    .pipe(z.string().min(1))
    .optional(),
  bsuid: z.string().min(1).max(200).optional(),
};

type EndUserSearch = { readonly [Name in keyof typeof endUserSearchFields]?: unknown };

export const isOneSearch = ({ name, phone, username, bsuid }: EndUserSearch): boolean =>
  [name, phone, username, bsuid].filter((value) => value !== undefined).length <= 1;
export const oneSearchMessage = 'search by one of name, phone, username and bsuid at a time';

/** The identity that is searched for, if any. */
export const searchedIdentity = ({ phone, username, bsuid }: { phone?: string; username?: string; bsuid?: string }) =>
  Object.entries({ phone, username, bsuid }).flatMap(([kind, value]) =>
    value === undefined ? [] : [{ kind: kind as 'phone' | 'username' | 'bsuid', value }],
  )[0];
