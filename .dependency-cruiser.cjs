/** Imports run one way: see the table in `README.md` of each folder. A type import counts as an import. */

const TEST = '\\.(test|bench|fixture)\\.tsx?$'

/** Files of `folder` may import our own files only from `allowed`. Packages are the matter of `only`. */
const layer = (folder, allowed) => ({
  name: `${folder.replaceAll('/', '-')}-imports`,
  comment: `${folder} may import ${[folder, ...allowed].join(', ')} and nothing else of ours`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: TEST },
  to: {
    path: '^(src|workers|bench|e2e|scripts)/',
    pathNot: [folder, ...allowed].map((one) => `^${one}/`),
  },
})

/** A package (with what belongs to it) that only these folders may import. */
const only = (name, packages, folders) => ({
  name: `${name}-only-in`,
  comment: `${packages} belongs to ${folders.join(', ')}`,
  severity: 'error',
  from: { path: '^(src|workers)/', pathNot: [...folders.map((one) => `^${one}`), '^src/main\\.tsx$', TEST] },
  to: { path: `node_modules/(${packages})(/|$)` },
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      // Kernels are built by scripts/kernel-plugin.mjs from src/kernel.
      to: { couldNotResolve: true, pathNot: '^kernel:' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-bundled'] },
    },
    {
      name: 'no-development-packages-on-the-page',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports it and it imports nothing: dead, or not wired yet',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          TEST,
          '\\.d\\.ts$',
          '\\.spec\\.ts$',
          '\\.worker\\.ts$',
          '\\.assembly\\.ts$',
          '^bench/',
          '^e2e/(playwright\\.config\\.ts$|support/leak/)',
        ],
      },
      to: {},
    },

    layer('src/core', []),
    layer('src/protocol', ['src/core']),
    layer('src/platform', ['src/core', 'src/protocol']),
    layer('workers', ['src/core', 'src/protocol', 'src/platform']),
    layer('src/engine', ['src/core', 'src/protocol']),
    layer('src/state', ['src/core', 'src/protocol', 'src/engine']),
    layer('src/views', ['src/core', 'src/protocol', 'src/state', 'src/charts', 'src/ui', 'src/i18n', 'src/styles']),
    layer('src/charts', ['src/styles']),
    layer('src/ui', ['src/styles']),
    layer('src/i18n', []),
    layer('bench', ['src/core', 'src/protocol', 'src/platform', 'scripts']),
    layer('e2e', ['scripts']),
    {
      name: 'app-imports',
      comment: 'App.tsx is the shell: it sees what views see, and the views',
      severity: 'error',
      from: { path: '^src/App\\.tsx$' },
      to: { path: '^(src/(engine|platform)|workers|bench|e2e|scripts)/' },
    },
    {
      name: 'views-take-types-only',
      comment: 'What core and protocol compute reaches a view through state',
      severity: 'error',
      from: { path: '^src/(views/|App\\.tsx$)', pathNot: TEST },
      to: { path: '^src/(core|protocol)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'views-stand-apart',
      comment: 'One view folder never imports another',
      severity: 'error',
      from: { path: '^src/views/([^/]+)/' },
      to: { path: '^src/views/([^/]+)/', pathNot: '^src/views/$1/' },
    },
    {
      name: 'main-is-the-top',
      comment: 'Nothing imports the composition root or the shell',
      severity: 'error',
      from: { pathNot: ['^src/main\\.tsx$', TEST] },
      to: { path: '^src/(main|App)\\.tsx$' },
    },
    {
      name: 'workers-are-entries',
      comment: 'Worker entries are started by the URL that main.tsx passes on, never imported as code',
      severity: 'error',
      from: { path: '^(src|bench|e2e)/', pathNot: '^src/main\\.tsx$' },
      to: { path: '^workers/' },
    },
    {
      name: 'core-is-pure',
      comment: 'core imports no package and nothing of Node',
      severity: 'error',
      from: { path: '^src/core/', pathNot: TEST },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'] },
    },
    {
      name: 'no-node-on-the-page',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'kernels-only-in-platform',
      comment: 'The pure code takes a kernel as an argument',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: '^src/platform/' },
      to: { path: '^kernel:' },
    },
    only('papaparse', '(@types/)?papaparse', ['src/platform/']),
    only('comlink', 'comlink', ['src/protocol/', 'src/engine/', 'src/platform/', 'workers/']),
    only('recharts', 'recharts', ['src/charts/']),
    only('zustand', 'zustand', ['src/state/', 'src/views/', 'src/App\\.tsx$']),
    only('react', '(@types/)?(react|react-dom)|@ariakit/react|@tanstack/react-(table|virtual)', [
      'src/views/',
      'src/charts/',
      'src/ui/',
      'src/i18n/',
      'src/App\\.tsx$',
    ]),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}
