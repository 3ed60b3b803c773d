import { requestFault } from '@bangfu/graphql';
import { Kind } from 'graphql';
import type { ASTNode, DocumentNode, FragmentDefinitionNode, SelectionSetNode, ValidationRule } from 'graphql';

/** How many fields deep an operation may go: far more than any page of the console, far less than what multiplies a list. */
export const DEEPEST = 20;

/**
 * Refuses an operation that is nested more than {@link DEEPEST} fields deep, fragments included: `parent { parent { … } }`
 * over a province of towns costs its depth times its breadth. Introspection has its own bounded depth and is let be.
 */
export const depthLimit: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (isDeeperThan(DEEPEST, operation.selectionSet, fragmentsOf(context.getDocument()), new Set())) {
      context.reportError(
        requestFault('OPERATION_TOO_COMPLEX', `the operation is more than ${DEEPEST} fields deep`, { most: DEEPEST }),
      );
    }
  },
});

const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));

const isFragment = (node: ASTNode): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION;

/** Stops at the first path that is too deep. A fragment that contains itself is another rule's business; it is entered once a path. */
function isDeeperThan(
  left: number,
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  entered: ReadonlySet<string>,
): boolean {
  if (left < 0) return true;
  return selections.some((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return (
          selection.selectionSet !== undefined &&
          !selection.name.value.startsWith('__') &&
          isDeeperThan(left - 1, selection.selectionSet, fragments, entered)
        );
      case Kind.INLINE_FRAGMENT:
        return isDeeperThan(left, selection.selectionSet, fragments, entered);
      case Kind.FRAGMENT_SPREAD: {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        return (
          fragment !== undefined &&
          !entered.has(name) &&
          isDeeperThan(left, fragment.selectionSet, fragments, new Set([...entered, name]))
        );
      }
    }
  });
}
