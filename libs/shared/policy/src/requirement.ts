/**
 * A requirement is the atomic part of a clause (`P-2.1f` of `P-2.1`, `XA-1` of the annex `XA`). Rules cite the part;
 * the register of clauses knows the clause.
 */
export function clauseIdOf(requirementId: string): string {
  return requirementId.replace(/^(PA|XA)-\d+$/, '$1').replace(/[a-z]\d?$/, '');
}
