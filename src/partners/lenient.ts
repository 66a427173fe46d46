import { z } from 'zod';

/** Whatever stands there, or nothing. */
export const anything = z.unknown().optional();

/** A list of which the items that are not of their shape are left out; what is no list counts as an empty one. */
export function itemsOf<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((each) => {
        const parsed = item.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}
