import { Field, Int, ObjectType, Directive } from 'type-graphql';
import type { ClassType } from 'type-graphql';
import { encodeCursor } from './cursor';
import type { CursorKeys } from './cursor';
import { pageRequest } from './page';
import type { PageArguments, PageOf, PageRequest, PageSize } from './page';

@Directive('@shareable')
@ObjectType({ description: 'Where a page of a list stands (分页信息).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow (是否有下一页).' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether items come before; lists are read forward (是否有上一页).' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item of the page (首项游标).' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last item of the page, to be given as `after` (末项游标).',
  })
  endCursor!: string | null;
}

/** An item of a list with its place. */
export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** A page of a list as the graph shows it. `totalCount` is counted only when it is asked for. */
export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  totalCount(): Promise<number>;
}

/** How a list becomes a connection: its name and size, the page asked for, and how to read, place, show and count its items. */
export interface ListParts<Item, Node> extends PageArguments {
  readonly list: string;
  readonly size: PageSize;
  readonly read: (request: PageRequest) => Promise<PageOf<Item>>;
  readonly keysOf: (item: Item) => CursorKeys;
  readonly present: (item: Item) => Node;
  readonly count: () => Promise<number>;
}

/** Declares the `XConnection` and `XEdge` types of a node class; the static `read` reads a page and makes one of it. */
export function connectionOf<Node extends object>(
  name: string,
  term: string,
  node: () => ClassType<Node>,
  shareable = false,
) {
  const share: ClassDecorator = shareable ? Directive('@shareable') : () => undefined;

  @share
  @ObjectType(`${name}Edge`, { description: `One item of a list of ${name} (${term}列表项).` })
  class NodeEdge implements Edge<Node> {
    @Field(() => node(), { description: `The item (${term}).` })
    node!: Node;

    @Field(() => String, { description: 'The place of the item, to be given as `after` (游标).' })
    cursor!: string;
  }

  @share
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name} (${term}列表).` })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge], { description: 'The items with their places (列表项).' })
    edges!: NodeEdge[];

    @Field(() => [node()], { description: 'The items (内容).' })
    nodes!: Node[];

    @Field(() => PageInfo, { description: 'Where this page stands (分页信息).' })
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, { description: 'How many items the whole list holds under its filter (总数).' })
    totalCount(): Promise<number> {
      return this.count();
    }

    /** @throws GraphQLError `PAGE_SIZE_OUT_OF_RANGE` or `INVALID_CURSOR`. */
    static async read<Item>(parts: ListParts<Item, Node>): Promise<NodeConnection> {
      const { list, size, read, keysOf, present, count } = parts;
      const request = pageRequest(list, parts, size);
      const page = await read(request);
      const edges = page.items.map((item) =>
        Object.assign(new NodeEdge(), { node: present(item), cursor: encodeCursor(list, keysOf(item)) }),
      );
      return Object.assign(new NodeConnection(), {
        edges,
        nodes: edges.map((edge) => edge.node),
        count,
        pageInfo: Object.assign(new PageInfo(), {
          hasNextPage: page.hasMore,
          hasPreviousPage: request.after !== null,
          startCursor: edges.at(0)?.cursor ?? null,
          endCursor: edges.at(-1)?.cursor ?? null,
        }),
      });
    }
  }
  return NodeConnection;
}
