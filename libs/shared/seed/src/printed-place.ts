/** How a name printed in a document fits the names of a register. */
export type NameMatch<Named> =
  | { readonly fit: 'EXACT'; readonly found: Named }
  | { readonly fit: 'PROPOSED'; readonly found: Named }
  | { readonly fit: 'AMBIGUOUS'; readonly candidates: readonly Named[] }
  | { readonly fit: 'NONE' };

/**
 * Looks a printed name up among those of one county. A name that is not there but differs from a single one by one
 * character (黄磔镇, 黄磜镇) is proposed, never taken for it: a person confirms (I-02).
 */
export function matchPrintedName<Named extends { readonly name: string }>(
  printed: string,
  register: readonly Named[],
): NameMatch<Named> {
  const exact = register.filter(({ name }) => name === printed);
  const [found, ...others] =
    exact.length > 0 ? exact : register.filter(({ name }) => differsByOneCharacter(name, printed));
  if (found === undefined) return { fit: 'NONE' };
  if (others.length > 0) return { fit: 'AMBIGUOUS', candidates: [found, ...others] };
  return { fit: exact.length > 0 ? 'EXACT' : 'PROPOSED', found };
}

/** Same length, one character replaced, the ending (镇, 乡, 街道) kept. */
function differsByOneCharacter(a: string, b: string): boolean {
  const [left, right] = [[...a], [...b]];
  if (left.length !== right.length || left.at(-1) !== right.at(-1) || left.length < 3) return false;
  return left.filter((character, place) => character !== right[place]).length === 1;
}
