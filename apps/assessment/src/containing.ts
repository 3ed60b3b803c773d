/** The condition that a stored text contains a part, taken letter by letter: no character of it has a special meaning. */
export const containing = (part: string): { readonly $regex: string } => ({
  $regex: part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
});
