/** The project's name as people know it: without the extension. */
export function projectName(fileName: string | null, origin: string): string {
  if (fileName !== null) return fileName.replace(/\.gmix$/i, '');
  return origin === 'demo' ? 'Demo soundscape' : 'Untitled';
}
