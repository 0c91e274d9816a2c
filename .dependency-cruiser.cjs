// Who may import whom: the table of docs/architecture.md. Tests beside the code may reach further than the code itself.
const CODE = { pathNot: '\\.test\\.tsx?$' }
const COMMON = ['^lib/platform/(env|clock)\\.ts$']

/** A room may import itself, env, clock, the rooms named and packages, and nothing else of the repository. */
const room = (name, path, may, comment, common = COMMON) => ({
  name,
  comment,
  severity: 'error',
  from: { path, ...CODE },
  to: { path: '^(app|bin|bench|components|e2e|lib|sample|test)/', pathNot: [path, ...common, ...may] },
})
const lib = (...rooms) => rooms.map((name) => `^lib/${name}/`)

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A circle cannot be read from any end.',
      severity: 'error',
      from: { pathNot: '^lib/platform/db/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    // Decide with no hands: not even env and clock.
    room('domain', '^lib/domain/', [], 'Pure functions over plain data: no I/O, no clock, no framework.', []),
    room('schemas', '^lib/schemas/', lib('domain'), 'Shared by form and action, so without a database.'),
    room(
      'connectors',
      '^lib/connectors/',
      lib('domain', 'schemas', 'platform'),
      "They reach other people's systems only.",
    ),
    room('delivery', '^lib/delivery/', lib('domain', 'platform'), 'Sends what it is given.'),
    room('queries', '^lib/queries/', lib('domain', 'platform'), 'Readers only look.'),
    room(
      'workflow',
      '^lib/workflow/',
      lib('domain', 'schemas', 'connectors', 'delivery', 'platform'),
      'One door for writes.',
    ),
    room('jobs', '^lib/jobs/', lib('workflow', 'platform', 'domain'), 'A job calls one verb; nobody signs in here.'),
    room('auth', '^lib/auth/', lib('domain', 'platform'), 'Mints the actor and knows nothing else.'),
    room('platform', '^lib/platform/', lib('domain'), 'Plumbing with no opinions.'),
    room('components', '^components/', lib('domain', 'schemas'), 'They know our nouns, never our database.', []),
    room('components-ui', '^components/ui/', [], 'Could ship in another product.', []),
    room(
      'app',
      '^(app/|proxy\\.ts$)',
      ['^components/', ...lib('auth', 'domain', 'schemas', 'queries', 'workflow')],
      'Wiring only.',
    ),
    {
      name: 'next-stays-outside',
      comment: 'Worker, tests and command line call the same verbs as the pages.',
      severity: 'error',
      from: { path: '^(lib|bin|sample|bench)/', pathNot: ['^lib/auth/'] },
      to: { path: ['^next$', '^next/', '^next-auth', 'node_modules/(next|next-auth)/'] },
    },
    {
      name: 'tests-stay-outside',
      comment: 'The product does not lean on its tests.',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^(test|e2e|bench)/' },
      to: { path: '\\.test\\.tsx?$|^(test|e2e)/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/platform/db/generated/'] },
    exclude: { path: ['^\\.next/', '^dist/', '^\\.data/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      conditionNames: ['node', 'import', 'default'],
    },
  },
}
