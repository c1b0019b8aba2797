import { extname, join, normalize, sep } from 'node:path';

/** The page's own origin: a scheme of the studio's, so that no web page shares it and `file:` powers are not needed. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'studio';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/**
 * What the page may load: its own files, and nothing from anywhere else. `style-src 'unsafe-inline'` is for Emotion,
 * MUI's style engine, which writes its rules into style elements as it renders. 'wasm-unsafe-eval' lets the page
 * compile WebAssembly, which is what the time and pitch stretcher is; text is still never run as script.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.wasm': 'application/wasm',
};

/**
 * The file under `root` that a URL of our origin names, or null when it names none: another host, a path that leaves
 * the folder in any spelling, a null byte, a broken escape, or a kind of file that the page has no use for.
 */
export function assetFor(root: string, url: string): { file: string; contentType: string } | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== `${APP_SCHEME}:` || host !== APP_HOST) return null;
  const path = decode(pathname === '/' ? '/index.html' : pathname);
  if (path === null || path.includes('\0') || path.includes('\\')) return null;
  const folder = normalize(root + sep);
  const file = join(folder, path);
  if (!file.startsWith(folder)) return null;
  const contentType = contentTypes[extname(file).toLowerCase()];
  return contentType === undefined ? null : { file, contentType };
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
