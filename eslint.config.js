import { readdirSync } from 'node:fs';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/*
 * The layers. Imports point one way:
 *   renderer/<feature> -> renderer/audio -> renderer/document -> preload/contract <- main
 * `app` and `commands` (the table of everything a key or menu can do) put the features together, so they may import
 * them all; features meet in these and in the shared rooms, and nowhere else.
 */
const composingRooms = ['app', 'commands'];
const sharedRooms = ['ui', 'state', 'peaks'];
const lowerLayers = ['audio', 'document', 'peaks'];
const rendererRooms = readdirSync(new URL('renderer', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const features = rendererRooms.filter(
  (room) => ![...composingRooms, ...sharedRooms, ...lowerLayers].includes(room),
);

const rooms = (names) => names.map((name) => `./renderer/${name}`);
const allBut = (...kept) => rooms(rendererRooms.filter((room) => !kept.includes(room)));

const layers = [
  {
    target: './preload/contract',
    from: ['./main', './renderer', './preload'],
    except: ['./contract'],
    message: 'The contract imports nothing from either side.',
  },
  { target: './main', from: './renderer', message: 'Main and the window meet in preload/contract.' },
  {
    target: ['./main', './renderer'],
    from: './preload',
    except: ['./contract'],
    message: 'Of preload, only the contract is shared.',
  },
  { target: ['./preload', './renderer'], from: './main', message: 'Only main imports main.' },
  {
    target: './renderer/document',
    from: allBut('document'),
    message: 'The document knows of nothing above it.',
  },
  {
    target: './renderer/audio',
    from: allBut('audio', 'document'),
    message: 'The audio layer knows of the document, not of the window.',
  },
  {
    target: rooms(sharedRooms),
    from: rooms([...composingRooms, ...features]),
    message: 'Shared rooms do not depend on features.',
  },
  ...features.map((feature) => ({
    target: `./renderer/${feature}`,
    from: rooms(features.filter((other) => other !== feature)),
    message: `Features do not import each other; share through renderer/{${[...composingRooms, ...sharedRooms].join(',')}}.`,
  })),
].filter(({ from }) => from.length > 0);

const rawIpc = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer', 'contextBridge'],
  message: 'The bridge (main/bridge, preload/index.ts) is the only place for raw IPC.',
};
const importBan = (names, message) => ({ group: names, message });
const bans = (...patterns) => ['error', { paths: [rawIpc], patterns }];
const noReact = importBan(
  ['react', 'react-dom', 'react-dom/*', '@mui/*', '@emotion/*', 'zustand', 'zustand/*'],
  'This layer holds no interface code.',
);
const noTone = importBan(['tone', 'tone/*'], 'This layer is data: no audio nodes.');
const noNode = importBan(['node:*', 'electron'], 'The window is sandboxed: ask main through the bridge.');

const base64 = 'Audio crosses as typed arrays, never as base64.';

export default defineConfig(
  globalIgnores([
    'out/',
    'release/',
    'models/',
    'resources/',
    'test-results/',
    'playwright-report/',
    'e2e/.artifacts/',
  ]),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: layers }],
      'no-restricted-imports': bans(),
      'no-restricted-globals': [
        'error',
        { name: 'atob', message: base64 },
        { name: 'btoa', message: base64 },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "Literal[value='base64']", message: base64 },
        {
          selector: 'MemberExpression[property.name=/^(readAsDataURL|ipcRenderer|ipcMain)$/]',
          message: base64,
        },
      ],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      // Sample loops index typed arrays whose bounds the loop itself sets.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // React handlers may be async: what they await is handled inside.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // A switch over tags is exhaustive by type; a default is then allowed, not required.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `string | 'master'` tells the reader which strings to expect.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // Records keyed by id are the document's own shape.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // A function may be async because its interface is, and a name with _ in front is there for its position.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Spreading a string into code points is what tokenizers do.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Stores hand out plain functions; nothing here relies on `this` of a detached method.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    // The two rules that catch bugs; the compiler's own rules take as long as all the others together.
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    rules: { 'no-restricted-imports': bans(noNode) },
  },
  {
    files: ['renderer/audio/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-imports': bans(noNode, noReact) },
  },
  {
    files: ['renderer/document/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-imports': bans(noNode, noReact, noTone),
      'no-restricted-globals': [
        'error',
        ...[
          'window',
          'document',
          'navigator',
          'localStorage',
          'requestAnimationFrame',
          'AudioContext',
          'fetch',
        ].map((name) => ({ name, message: 'The document is plain data: no browser in it.' })),
      ],
    },
  },
  {
    files: ['main/bridge/**/*.ts', 'preload/index.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    // Plain Node scripts: no types to check, and no build step before they run.
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
  },
);
