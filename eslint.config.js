import js from '@eslint/js'
import globals from 'globals'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.bench.ts', '**/*.fixture.ts', 'e2e/**/*.ts']

/** The only files that may read `location`. */
const LOCATION_READERS = ['src/state/browser-location.ts', 'src/main.tsx']
const WORKER_MAKER = 'src/engine/create-worker.ts'
const TEXT_VIEWS = ['src/views/**/*.tsx', 'src/ui/**/*.tsx', 'src/charts/**/*.tsx', 'src/App.tsx']

const SENDS = 'Files of the analyst stay in the browser: nothing in src or workers may reach the network.'
const LEAVES = 'Leaving the page sends its address to a server. Use src/state/browser-location.ts.'
const HTML = 'Text from files is never HTML.'

const senders = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'SharedWorker',
  'importScripts',
  'Image',
].map((name) => ({ name, message: SENDS }))
const leavers = ['open', 'navigation'].map((name) => ({ name, message: LEAVES }))
const location = { name: 'location', message: LEAVES }

const onGlobalObjects = ['window', 'globalThis', 'self', 'parent', 'top'].flatMap((object) =>
  [...senders, ...leavers, location].map(({ name, message }) => ({ object, property: name, message })),
)
const isLocation = ({ property }) => property === 'location'
const properties = [
  ...onGlobalObjects,
  { object: 'document', property: 'location', message: LEAVES },
  { property: 'sendBeacon', message: SENDS },
  { property: 'innerHTML', message: HTML },
  { property: 'outerHTML', message: HTML },
  { property: 'insertAdjacentHTML', message: HTML },
  { property: 'setHTMLUnsafe', message: HTML },
  { property: 'createContextualFragment', message: HTML },
  { object: 'document', property: 'write', message: HTML },
  { object: 'document', property: 'writeln', message: HTML },
]

const reExports = [
  {
    selector: 'ExportAllDeclaration, ExportNamedDeclaration[source]',
    message: 'Import from the file that has it: no file re-exports.',
  },
]
const defaultExports = [{ selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }]
const html = [
  { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: HTML },
  { selector: 'Property[key.name="dangerouslySetInnerHTML"]', message: HTML },
]
const leaving = [
  // `location`, `window.location` and the like, whole or in part. The fragment alone stays on the page.
  ...['left.name="location"', 'left.property.name="location"'].map((target) => ({
    selector: `AssignmentExpression[${target}]`,
    message: LEAVES,
  })),
  ...['object.name', 'object.property.name'].flatMap((place) => [
    {
      selector: `AssignmentExpression[left.${place}="location"][left.property.name!="hash"]`,
      message: LEAVES,
    },
    {
      selector: `CallExpression[callee.${place}="location"][callee.property.name=/^(assign|replace)$/]`,
      message: LEAVES,
    },
  ]),
  {
    selector:
      'JSXAttribute[name.name=/^(href|src|srcSet|action|formAction|ping|poster)$/] Literal[value=/^\\s*([a-z]+:)?\\x2F\\x2F/i]',
    message: 'No other origin is linked or loaded.',
  },
  {
    selector: 'JSXOpeningElement[name.name=/^(iframe|object|embed|script|base)$/]',
    message: SENDS,
  },
  {
    selector:
      'CallExpression[callee.property.name="createElement"][arguments.0.value=/^(script|iframe|img|object|embed|form|base)$/i]',
    message: SENDS,
  },
]
const newWorkers = [
  { selector: 'NewExpression[callee.name="Worker"]', message: `Workers are made in ${WORKER_MAKER} only.` },
  { selector: 'NewExpression[callee.property.name="Worker"]', message: `Workers are made in ${WORKER_MAKER} only.` },
]
const clocks = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'core has no clock: days come in as arguments.',
  },
]
const WORDS = '[value=/\\p{L}/u]'
const READ_ALOUD = '/^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|alt|placeholder|label)$/'
const literalText = [
  `JSXText${WORDS}`,
  // As a child of an element, and as an attribute that people read or hear; a key given to t(...) is neither.
  ...[
    'JSXElement > JSXExpressionContainer',
    'JSXFragment > JSXExpressionContainer',
    `JSXAttribute[name.name=${READ_ALOUD}] > JSXExpressionContainer`,
  ].flatMap((place) => [
    `${place} > Literal${WORDS}`,
    `${place} > TemplateLiteral > TemplateElement[value.raw=/\\p{L}/u]`,
    `${place} > ConditionalExpression > Literal${WORDS}`,
    `${place} > LogicalExpression > Literal${WORDS}`,
  ]),
  `JSXAttribute[name.name=${READ_ALOUD}] > Literal${WORDS}`,
].map((selector) => ({ selector, message: 'Text for people comes from typed keys (src/i18n).' }))
const everywhere = [...reExports, ...defaultExports, ...html, ...leaving, ...newWorkers]
const syntax = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] })

export default tseslint.config(
  {
    ignores: [
      '**/*.assembly.ts',
      'dist/',
      'coverage/',
      'generated/',
      'test-results/',
      'playwright-report/',
      '.cache/',
      'node_modules/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        // Named one by one: core and workers are seen without the DOM library, as they are compiled.
        project: ['src/core/tsconfig.json', 'workers/tsconfig.json', 'tsconfig.json', 'e2e/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // It asks for `!`, which only kernels and tests may write.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_$', destructuredArrayIgnorePattern: '^_' },
      ],
      ...syntax(everywhere),
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'workers/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...senders, ...leavers, location],
      'no-restricted-properties': ['error', ...properties],
    },
  },
  {
    files: LOCATION_READERS,
    rules: {
      'no-restricted-globals': ['error', ...senders, ...leavers],
      'no-restricted-properties': ['error', ...properties.filter((one) => !isLocation(one))],
    },
  },
  {
    files: [WORKER_MAKER],
    rules: syntax(reExports, defaultExports, html, leaving),
  },
  {
    files: ['src/core/**/*.ts', 'src/protocol/**/*.ts'],
    rules: {
      ...syntax(everywhere, clocks),
      'no-restricted-properties': [
        'error',
        ...properties,
        { object: 'Math', property: 'random', message: 'core has no chance: a seeded generator comes in.' },
        { object: 'Date', property: 'now', message: 'core has no clock: days come in as arguments.' },
        { object: 'performance', property: 'now', message: 'core has no clock.' },
      ],
    },
  },
  {
    // Typed-array reads inside checked bounds; `noUncheckedIndexedAccess` stays on everywhere.
    files: ['src/core/**/*.ts', 'src/platform/**/*.ts', ...TESTS],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
    },
  },
  {
    files: ['src/**/*.tsx'],
    extends: [reactHooks.configs.flat['recommended-latest'], jsxA11y.flatConfigs.strict],
    languageOptions: { globals: globals.browser },
    rules: {
      // Speaks about the compiler, which is not used here; @tanstack/react-virtual always sets it off.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: TEXT_VIEWS,
    rules: syntax(everywhere, literalText),
  },
  {
    files: [...TESTS, 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      // The scenes of one screen or service share their setting.
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      ...syntax(reExports, defaultExports),
    },
  },
  {
    files: ['bench/**/*.ts', 'e2e/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.config.ts', 'e2e/playwright.config.ts'],
    rules: syntax(reExports),
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['e2e/support/leak/*.js'],
    languageOptions: { globals: { ...globals.browser, ...globals.worker } },
  },
)
