import { requestFault } from '@bangfu/graphql';
import { Kind } from 'graphql';
import type { ASTNode, DocumentNode, FragmentDefinitionNode, SelectionSetNode, ValidationRule } from 'graphql';

/** How many fields deep an operation may go: far more than any page of the console, far less than what multiplies a list. */
export const DEEPEST = 20;

/** How many fields an operation may have with its fragments written out; a short document of fragments can mean millions. */
export const MOST_FIELDS = 5_000;

/** How large a selection is with its fragments written out. */
interface Extent {
  readonly depth: number;
  readonly fields: number;
}
const NOTHING: Extent = { depth: 0, fields: 0 };

/**
 * Refuses an operation that is nested too deeply or too large once its fragments are written out: `parent { parent { … } }`
 * over a province of towns costs its depth times its breadth, and fragments that name each other twice double at each
 * step. Introspection has its own bounded depth and is let be.
 */
export const operationLimits: ValidationRule = (context) => ({
  OperationDefinition({ selectionSet }) {
    const { depth, fields } = extentOf(selectionSet, fragmentExtents(context.getDocument()));
    if (depth > DEEPEST) {
      context.reportError(
        requestFault('OPERATION_TOO_COMPLEX', `the operation is more than ${DEEPEST} fields deep`, { most: DEEPEST }),
      );
    }
    if (fields > MOST_FIELDS) {
      context.reportError(
        requestFault('OPERATION_TOO_COMPLEX', `the operation has more than ${MOST_FIELDS} fields`, {
          most: MOST_FIELDS,
        }),
      );
    }
  },
});

type ExtentOfFragment = (name: string) => Extent;

/** Measures each fragment once, however often it is named. One that contains itself is another rule's business: it counts nothing there. */
function fragmentExtents({ definitions }: DocumentNode): ExtentOfFragment {
  const fragments = new Map(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
  const known = new Map<string, Extent>();
  const measure: ExtentOfFragment = (name) => {
    const measured = known.get(name);
    const fragment = fragments.get(name);
    if (measured !== undefined || fragment === undefined) return measured ?? NOTHING;
    known.set(name, NOTHING);
    const extent = extentOf(fragment.selectionSet, measure);
    known.set(name, extent);
    return extent;
  };
  return measure;
}

const isFragment = (node: ASTNode): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION;

function extentOf({ selections }: SelectionSetNode, ofFragment: ExtentOfFragment): Extent {
  return selections
    .map((selection): Extent => {
      switch (selection.kind) {
        case Kind.FIELD: {
          if (selection.name.value.startsWith('__')) return NOTHING;
          const below = selection.selectionSet ? extentOf(selection.selectionSet, ofFragment) : NOTHING;
          return { depth: below.depth + 1, fields: below.fields + 1 };
        }
        case Kind.INLINE_FRAGMENT:
          return extentOf(selection.selectionSet, ofFragment);
        case Kind.FRAGMENT_SPREAD:
          return ofFragment(selection.name.value);
      }
    })
    .reduce((sum, { depth, fields }) => ({ depth: Math.max(sum.depth, depth), fields: sum.fields + fields }), NOTHING);
}
