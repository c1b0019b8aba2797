import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetFor, contentSecurityPolicy } from './assets';

const root = join('/opt', 'studio', 'renderer');

describe('the page’s files', () => {
  it.each([
    ['app://studio/', 'index.html', 'text/html; charset=utf-8'],
    ['app://studio/index.html?a=b#c', 'index.html', 'text/html; charset=utf-8'],
    ['app://studio/assets/index-4f.js', join('assets', 'index-4f.js'), 'text/javascript; charset=utf-8'],
    ['app://studio/assets/a%20font.woff2', join('assets', 'a font.woff2'), 'font/woff2'],
    ['app://studio/assets/../index.html', 'index.html', 'text/html; charset=utf-8'],
  ])('%s', (url, file, contentType) => {
    expect(assetFor(root, url)).toEqual({ file: join(root, file), contentType });
  });

  it.each([
    'app://studio/../secret.js',
    'app://studio/%2e%2e/secret.js',
    'app://studio/assets/..%2fsecret.js',
    'app://studio//etc/passwd.json',
  ])('%s stays inside the folder', (url) => {
    expect(assetFor(root, url)?.file.startsWith(join(root, sep))).toBe(true);
  });

  it.each([
    'app://studio/..%2fsecret.js',
    'app://studio/assets/..%2f..%2fsecret.js',
    'app://studio/%2e%2e%2f%2e%2e%2fetc%2fpasswd.json',
    'app://studio/..%5csecret.js',
    'app://studio/a%00.js',
    'app://studio/%zz.js',
    'app://studio/assets/data.exe',
    'app://studio/assets',
    'app://elsewhere/index.html',
    'file:///opt/studio/renderer/index.html',
    'https://studio/index.html',
    'not a url',
  ])('%s is none of them', (url) => {
    expect(assetFor(root, url)).toBeNull();
  });

  it('never one beside the folder that starts with the same name', () => {
    expect(assetFor(root, 'app://studio/..%2frenderer-secrets/a.js')).toBeNull();
  });
});

describe('the content security policy', () => {
  it('lets no script in but the page’s own, and nothing out', () => {
    const directives = new Map(
      contentSecurityPolicy.split('; ').map((line) => [line.split(' ')[0], line] as const),
    );
    expect(directives.get('default-src')).toBe("default-src 'none'");
    expect(directives.get('script-src')).toBe("script-src 'self' 'wasm-unsafe-eval'");
    expect(directives.get('connect-src')).toBe("connect-src 'self'");
    expect(contentSecurityPolicy).not.toMatch(/(?<!wasm-)unsafe-eval|https?:|\*/);
  });
});
