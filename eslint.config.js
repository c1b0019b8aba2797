import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers } from './scripts/lint/layers.mjs';

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
    plugins: { studio: { rules: { layers } } },
    rules: {
      'studio/layers': 'error',
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
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
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
    // expect.any() and parsed JSON are `any` by nature; a test fails where the value is wrong.
    files: ['**/*.test.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
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
    // The models' reference arrays, written by Python: files, not audio on its way.
    files: ['main/inference/testing/reference.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Plain Node scripts: no types to check, and no build step before they run.
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
);
