// The direction of imports: docs/ARCHITECTURE.md explains it, this file enforces it.

/** Stand beside the domains and serve them: they know the core and each other, no domain. */
const services = '(github|hosting|credentials|jobs|events|audit|auth)'
/** Stand above the other domains and may look at all of them. */
const upper = '(checklists|notifications)'
/** Parts of lib that are neither a domain nor a service. */
const frame = '(core|generated|next|worker)'

/** Files of a domain that hold no server code. */
const clientSafe =
  '^lib/([^/]+/(types|schemas|policy|state|vocabulary|words)\\.ts$|markdown/|documents/(read|edits)/)'

/** Erased before anything runs, so a type may look where code may not. */
const code = { dependencyTypesNot: ['type-only'] }

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or miss a third.',
      from: {},
      to: { circular: true, viaOnly: code },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'The imported file or package does not exist.',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
    {
      name: 'core-stands-alone',
      severity: 'error',
      comment: 'lib/core is below everything else in lib.',
      from: { path: '^lib/core/' },
      to: { path: '^lib/', pathNot: '^lib/(core|generated)/' },
    },
    {
      name: 'services-below-domains',
      severity: 'error',
      comment: 'What serves all domains must not know one of them.',
      from: { path: `^lib/${services}/` },
      to: { path: '^lib/', pathNot: [`^lib/${services}/`, '^lib/(core|generated)/'], ...code },
    },
    {
      name: 'domains-meet-at-the-door',
      severity: 'error',
      comment:
        'Another domain is used through its index.ts; client-safe files may be used as they are.',
      from: { path: '^lib/([^/]+)/', pathNot: `^lib/${frame}/` },
      to: {
        path: '^lib/([^/]+)/',
        pathNot: [
          '^lib/$1/',
          `^lib/${frame}/`,
          '^lib/[^/]+/index\\.ts$',
          `^lib/${services}/`,
          clientSafe,
        ],
      },
    },
    {
      name: 'upper-domains-are-above',
      severity: 'error',
      comment: 'checklists and notifications look at the other domains, never the other way round.',
      from: { path: '^lib/', pathNot: [`^lib/${upper}/`, '^lib/(next|worker)/'] },
      to: { path: `^lib/${upper}/`, ...code },
    },
    {
      name: 'composition-roots-are-above',
      severity: 'error',
      comment: 'Nothing in lib needs the worker, and no domain needs the web framework.',
      from: { path: '^lib/', pathNot: '^lib/(next|worker)/' },
      to: { path: '^lib/(next|worker)/' },
    },
    {
      name: 'next-only-in-its-folder',
      severity: 'error',
      comment: 'lib/next is the only part of lib that knows the web framework.',
      from: { path: '^lib/', pathNot: '^lib/next/' },
      to: { path: '^node_modules/(next|next-intl)/', ...code },
    },
    {
      name: 'components-are-client-safe',
      severity: 'error',
      comment: 'A component gets its data through props or the API, never from server code.',
      from: { path: '^components/' },
      to: { path: '^lib/', pathNot: clientSafe, ...code },
    },
    {
      name: 'lib-below-screens',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'components-below-app',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^app/' },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      comment: 'components/ui could be used by any product.',
      from: { path: '^components/ui/' },
      to: { path: '^(components|lib)/', pathNot: '^components/ui/' },
    },
    {
      name: 'app-uses-doors',
      severity: 'error',
      comment: 'Pages and routes call verbs through the door of their domain.',
      from: { path: '^app/' },
      to: {
        path: '^lib/',
        pathNot: ['^lib/[^/]+/index\\.ts$', '^lib/(next|core)/', clientSafe],
        ...code,
      },
    },
    {
      name: 'product-stands-alone',
      severity: 'error',
      comment: 'The product knows neither its stand-ins nor its tools.',
      from: { path: '^(app|components|lib)/' },
      to: { path: '^(sandbox|scripts|tests)/' },
    },
    {
      name: 'sandbox-knows-the-wire-only',
      severity: 'error',
      comment:
        'Stand-ins speak wire formats; sharing code with the product would hide a mistake in both.',
      from: { path: '^sandbox/' },
      to: { path: '^(app|components|lib|tests)/' },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      comment: 'A package the running product needs belongs into dependencies.',
      from: { path: '^(app|components|lib|sandbox)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^lib/generated/', '\\.json$', '^sandbox/repositories/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['react-server', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
