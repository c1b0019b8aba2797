import { StudioError } from '../../preload/contract/errors';

/** What a person can do about each error code of the file system. */
const remedies: Record<string, string> = {
  ENOSPC: 'The disk is full: free some space and try again.',
  EDQUOT: 'Your disk quota is used up: free some space and try again.',
  EROFS: 'The disk is read-only: choose another folder.',
  EACCES: 'You may not write there: choose another folder or change its permissions.',
  EPERM: 'You may not write there: choose another folder or change its permissions.',
  ENOENT: 'The folder or file is gone: check that the disk is connected.',
  EBUSY: 'Another program is using the file: close it there and try again.',
  EIO: 'The disk reports an error: check it, and choose another one.',
  ENAMETOOLONG: 'The name is too long: choose a shorter one.',
  EISDIR: 'A folder has that name: choose another one.',
  EFBIG: 'The disk takes no file that large: choose another disk or a smaller format.',
  EMFILE: 'Too many files are open: close other programs and try again.',
};

export function errorCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** SQLite's own words for the same troubles (result codes 8, 10, 13 and 14: READONLY, IOERR, FULL, CANTOPEN). */
const sqliteRemedies: Record<number, string | undefined> = {
  8: remedies.EROFS,
  10: remedies.EIO,
  13: remedies.ENOSPC,
  14: remedies.EACCES,
};

function remedyFor(thrown: unknown): string | undefined {
  const code = errorCode(thrown);
  if (code === undefined) return undefined;
  if (code === 'ERR_SQLITE_ERROR' && typeof thrown === 'object' && thrown !== null && 'errcode' in thrown) {
    // The low byte is the primary result code; the rest tells kinds of the same trouble apart.
    return sqliteRemedies[Number(thrown.errcode) & 0xff];
  }
  return remedies[code];
}

/**
 * A failed disk operation as a StudioError of tag `disk`; anything that is no disk trouble is returned as it came.
 * `what` says what was being done, as the person would: "The project could not be saved".
 */
export function diskError(thrown: unknown, what: string): unknown {
  const remedy = remedyFor(thrown);
  return remedy === undefined ? thrown : new StudioError('disk', `${what}.`, remedy);
}

/** Runs a disk operation; its failure becomes a `disk` error that says what was being done. */
export async function onDisk<T>(what: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (thrown) {
    throw diskError(thrown, what);
  }
}
