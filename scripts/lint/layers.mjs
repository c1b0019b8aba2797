import { readdirSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from '../setup/root.mjs';

/*
 * The layers. Imports point one way:
 *   renderer/<feature> -> renderer/audio -> renderer/document -> preload/contract <- main
 */

/** They put the features together, so they may import them all: the window, and the table of all keys and menus. */
const composing = ['app', 'commands'];
/** Where features meet. */
const shared = ['ui', 'state', 'peaks', 'import'];

/** Every room of the window that is not named above is a feature. */
const featuresOf = (rooms) =>
  rooms.filter((room) => ![...composing, ...shared, 'audio', 'document'].includes(room));

/** Where a file lives: 'main', 'preload/contract', 'preload', 'renderer/<room>', 'renderer' or null (elsewhere). */
function placeOf(file) {
  const [top, ...rest] = path.relative(root, file).split(path.sep);
  if (top === 'main') return 'main';
  if (top === 'preload') return rest[0] === 'contract' ? 'preload/contract' : 'preload';
  if (top === 'renderer') return rest.length > 1 ? `renderer/${rest[0]}` : 'renderer';
  return null;
}

/**
 * Why a file in `from` may not import one in `to`, or null when it may.
 * @param {readonly string[]} features rooms of the window that are features
 */
export function forbiddenImport(from, to, features) {
  if (from === null || to === null || from === to) return null;
  if (from === 'preload/contract') return 'The contract imports nothing from either side.';
  if (to === 'preload/contract') return null;
  if (from === 'preload') return 'The bridge knows the contract and nothing else.';
  if (from === 'main') return 'Main and the window meet in preload/contract.';
  if (from.startsWith('renderer') && to === 'main') return 'The window reaches main through the bridge.';
  if (from.startsWith('renderer') && to === 'preload') return 'Of preload, only the contract is shared.';
  if (from === 'renderer/document') return 'The document knows of nothing above it.';
  if (from === 'renderer/audio') {
    return to === 'renderer/document' ? null : 'The audio layer knows of the document, not of the window.';
  }
  const room = (place) => place.slice('renderer/'.length);
  if (shared.includes(room(from)) && [...composing, ...features].includes(room(to))) {
    return 'Shared rooms do not depend on features.';
  }
  if (features.includes(room(from)) && features.includes(room(to))) {
    return `Features do not import each other; they share through renderer/{${[...composing, ...shared].join(',')}}.`;
  }
  return null;
}

const rooms = readdirSync(inRoot('renderer'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** ESLint rule: relative imports follow the layers. */
export const layers = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{reason}}' } },
  create(context) {
    const from = placeOf(context.filename);
    const check = (node) => {
      const target = node.source?.value;
      if (typeof target !== 'string' || !target.startsWith('.')) return;
      const to = placeOf(path.resolve(path.dirname(context.filename), target));
      const reason = forbiddenImport(from, to, featuresOf(rooms));
      if (reason) context.report({ node: node.source, messageId: 'forbidden', data: { reason } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};
