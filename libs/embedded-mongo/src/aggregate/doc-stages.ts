import type { Value } from '../bson/values';
import { isDoc, kindOf } from '../bson/values';
import { serverError } from '../errors';
import type { Variables } from '../expression/compile';
import { compileExpression } from '../expression/compile';
import type { Project } from '../query/projection';
import { compileAddFields, compileProjection } from '../query/projection';

/** Compiles a stage that makes one document of each: those that an update may hold too. Undefined for any other stage. */
export function compileDocStage(name: string, operand: Value, variables: Variables): Project | undefined {
  switch (name) {
    case '$project':
      if (!isDoc(operand)) throw serverError(15969, '$project specification must be an object');
      if (Object.keys(operand).length === 0)
        throw serverError(
          51272,
          'Invalid $project :: caused by :: projection specification must have at least one field',
        );
      return compileProjection(operand, { variables });
    case '$addFields':
    case '$set':
      if (!isDoc(operand))
        throw serverError(40272, `${name} specification stage must be an object, got ${kindOf(operand)}`);
      return compileAddFields(operand, variables);
    case '$unset':
      return compileUnset(operand, variables);
    case '$replaceRoot':
      if (!isDoc(operand) || !('newRoot' in operand))
        throw serverError(40231, 'no newRoot specified for the $replaceRoot stage');
      return compileReplaceRoot(operand['newRoot'], variables);
    case '$replaceWith':
      return compileReplaceRoot(operand, variables);
    default:
      return undefined;
  }
}

function compileUnset(operand: Value, variables: Variables): Project {
  const names = Array.isArray(operand) ? operand : [operand];
  if (names.length === 0 || !names.every((name) => typeof name === 'string')) {
    throw serverError(31002, '$unset specification must be a string or an array of strings');
  }
  return compileProjection(Object.fromEntries(names.map((name) => [name, false])), { variables });
}

function compileReplaceRoot(operand: Value, variables: Variables): Project {
  const evaluate = compileExpression(operand, variables);
  return (doc) => {
    const root = evaluate({ root: doc, variables });
    if (!isDoc(root))
      throw serverError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type: ${kindOf(root)}`,
      );
    return root;
  };
}
