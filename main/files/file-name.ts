/** What Windows takes for a device, whatever comes behind the first dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** Bytes of a name: file systems take 255, and a seed, a number, extensions and a hidden name's marks come on top. */
const LONGEST = 120;

/** A file name made of what a person typed, without what some file system refuses: characters, names, lengths. */
export function safeFileName(name: string): string {
  const typed = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '');
  const short = shortened(typed, LONGEST).replace(/[. ]+$/, '');
  const [stem = '', ...rest] = (short || 'Untitled').split('.');
  return [DEVICE.test(stem.trim()) ? `${stem.trim()}_` : stem, ...rest].join('.');
}

/** The beginning of a text that is no longer than so many bytes in UTF-8; no character is cut in two. */
export function shortened(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    kept += character;
  }
  return kept;
}
