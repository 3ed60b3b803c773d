import type { ClassType } from 'type-graphql';
import { Arg, Int } from 'type-graphql';
import type { PageSize } from './connection/page';
import { DateScalar } from './scalars/scalars';

/** TypeGraphQL's own decorator of a parameter. */
type Argument = ReturnType<typeof Arg>;

// The arguments that many fields have in common, declared once: the same name, type and description everywhere.

/** `asOf`: the day a dated field is asked about. */
export const AsOf = (): Argument =>
  Arg('asOf', () => DateScalar, {
    nullable: true,
    description: 'The day asked about; the day of the whole operation unless given (日期).',
  });

/** `filter`: narrows a list. */
export const Filter = (type: () => ClassType): Argument =>
  Arg('filter', type, { nullable: true, description: 'Narrows the list (筛选).' });

/** `first`: how many items of a list are wanted. */
export const First = ({ standard, most }: PageSize): Argument =>
  Arg('first', () => Int, {
    nullable: true,
    description: `How many items, ${standard} unless given, ${most.toLocaleString('en')} at most (条数).`,
  });

/** `after`: where a page of a list begins. */
export const After = (): Argument =>
  Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins (游标).' });

/** What a filter says: its fields without those that are absent or null. */
export type Given<Fields> = { readonly [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** Takes from a filter what it says, as stores want it. */
export function given<Fields extends object>(filter: Fields | null | undefined): Given<Fields> {
  return Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null)) as Given<Fields>;
}
