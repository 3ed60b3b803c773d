// Who may import whom, as Nx tags: every project carries one `type:` and one `scope:`. One reason a line.
// `external` is what a project of the tag may import from npm; a missing `external` means anything.
const TEST_RUNNER = ['@jest/globals', 'fast-check'];

const MAY_DEPEND_ON = [
  { tag: 'type:kernel', on: ['type:kernel'], external: TEST_RUNNER },
  { tag: 'type:domain', on: ['type:domain', 'type:kernel'], external: TEST_RUNNER },
  { tag: 'type:edge', on: ['type:edge', 'type:domain', 'type:kernel', 'type:testing'] },
  { tag: 'type:infrastructure', on: ['type:infrastructure'] },
  { tag: 'type:testing', on: ['type:testing', 'type:edge', 'type:domain', 'type:kernel', 'type:infrastructure'] },
  { tag: 'type:app', on: ['type:domain', 'type:edge', 'type:kernel', 'type:testing'] },
  { tag: 'type:tool', on: ['type:domain', 'type:edge', 'type:kernel', 'type:testing'] },
  { tag: 'type:web', on: ['type:kernel', 'type:testing'], banned: ['mongoose', 'mongodb', 'type-graphql'] },
  { tag: 'type:e2e', on: ['type:testing', 'type:kernel'] },
  ...['organization', 'personnel', 'funds', 'assessment'].map((context) => ({
    tag: `scope:${context}`,
    on: [`scope:${context}`, 'scope:shared'],
  })),
  { tag: 'scope:gateway', on: ['scope:gateway', 'scope:shared'] },
  { tag: 'scope:console', on: ['scope:console', 'scope:shared'] },
  { tag: 'scope:shared', on: ['scope:shared'] },
];

/** The options of `@nx/enforce-module-boundaries`, shared by the lint configuration and the fixtures that prove each rule. */
export const moduleBoundaries = {
  enforceBuildableLibDependency: false,
  allow: [],
  depConstraints: MAY_DEPEND_ON.map(({ tag, on, external, banned }) => ({
    sourceTag: tag,
    onlyDependOnLibsWithTags: on,
    ...(external && { allowedExternalImports: external }),
    ...(banned && { bannedExternalImports: banned }),
  })),
};
