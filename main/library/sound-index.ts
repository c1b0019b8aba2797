import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { StudioError } from '../../preload/contract/errors';
import type { SoundOrigin, SoundSort } from '../../preload/contract/library';
import { recipeSchema, renderedSchema, type Sound } from '../../preload/contract/sound';
import { diskError } from '../files/disk-error';
import { latentShapeSchema, type StoredSound } from './stored-sound';

/** Each entry brings the schema one version up; entries are only ever appended. */
const migrations = [
  `CREATE TABLE sounds (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     recipe TEXT,
     sample_rate INTEGER NOT NULL,
     channels INTEGER NOT NULL,
     frames INTEGER NOT NULL,
     peak_db REAL NOT NULL,
     rms_db REAL NOT NULL,
     starred INTEGER NOT NULL,
     created_at REAL NOT NULL,
     latent_shape TEXT,
     haystack TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX sounds_by_age ON sounds (created_at DESC, id);`,
  // Sounds are found by their seed, too.
  `UPDATE sounds SET haystack = haystack || ' ' || json_extract(recipe, '$.seed') WHERE recipe IS NOT NULL;`,
  `ALTER TABLE sounds ADD COLUMN rendered TEXT;`,
] as const;

const flag = z.union([z.literal(0), z.literal(1)]).transform((value) => value === 1);
const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .nullable()
    .transform((text): unknown => (text === null ? null : JSON.parse(text)))
    .pipe(schema.nullable());

const rowSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    recipe: json(recipeSchema),
    sample_rate: z.number(),
    channels: z.number(),
    frames: z.number(),
    peak_db: z.number(),
    rms_db: z.number(),
    starred: flag,
    created_at: z.number(),
    latent_shape: json(latentShapeSchema),
    rendered: renderedSchema.nullable(),
  })
  .transform((row): StoredSound => ({
    sound: {
      id: row.id,
      name: row.name,
      recipe: row.recipe,
      ...(row.rendered && { rendered: row.rendered }),
      sampleRate: row.sample_rate,
      channels: row.channels,
      frames: row.frames,
      peakDb: row.peak_db,
      rmsDb: row.rms_db,
      starred: row.starred,
      createdAt: row.created_at,
    },
    latentShape: row.latent_shape,
  }));

export type Search = {
  search: string;
  starredOnly: boolean;
  /** every sound when absent */
  origin?: SoundOrigin;
  /** newest first when absent */
  sort?: SoundSort;
  limit: number;
};

const orders: Record<SoundSort, string> = {
  newest: 'created_at DESC',
  oldest: 'created_at',
  name: 'lower(name)',
  longest: 'CAST(frames AS REAL) / sample_rate DESC',
  shortest: 'CAST(frames AS REAL) / sample_rate',
  loudest: 'rms_db DESC',
};

const origins: Record<SoundOrigin, readonly string[]> = {
  all: ["rendered IS NOT 'frozen'"],
  generated: ['recipe IS NOT NULL'],
  recorded: ['recipe IS NULL', 'rendered IS NULL'],
  bounced: ["rendered = 'bounced'"],
  frozen: ["rendered = 'frozen'"],
};

/**
 * The library's rows in SQLite. Rows can be made again from the files beside it (see Library), so a database that is
 * damaged costs nothing but the time to read them.
 */
export class SoundIndex {
  readonly #db: DatabaseSync;

  private constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /**
   * Opens the database and brings it up to date. Throws `file-damaged` when it is damaged, and `file-newer` when a newer
   * studio has written it; it is left untouched in both cases.
   */
  static open(file: string): SoundIndex {
    let db: DatabaseSync | undefined;
    try {
      db = new DatabaseSync(file);
      const check = db.prepare('PRAGMA quick_check(1)').get();
      if (check?.quick_check !== 'ok') throw damaged();
      // WAL: readers never wait, and a kill leaves the last committed state.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
      migrate(db);
      return new SoundIndex(db);
    } catch (thrown) {
      db?.close();
      // 11 and 26: SQLITE_CORRUPT and SQLITE_NOTADB.
      if (
        thrown instanceof Error &&
        'errcode' in thrown &&
        [11, 26].includes(Number(thrown.errcode) & 0xff)
      ) {
        throw damaged();
      }
      throw diskError(thrown, 'The sound library could not be opened');
    }
  }

  /** Adds a sound, or replaces the row of the same id. */
  put({ sound, latentShape }: StoredSound): void {
    this.#run(
      `INSERT OR REPLACE INTO sounds (id, name, recipe, sample_rate, channels, frames, peak_db, rms_db, starred,
         created_at, latent_shape, haystack, rendered) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      sound.id,
      sound.name,
      sound.recipe && JSON.stringify(sound.recipe),
      sound.sampleRate,
      sound.channels,
      sound.frames,
      sound.peakDb,
      sound.rmsDb,
      sound.starred ? 1 : 0,
      sound.createdAt,
      latentShape && JSON.stringify(latentShape),
      // Folded here because SQLite's own LIKE folds only ASCII letters.
      `${sound.name} ${sound.recipe?.prompt ?? ''} ${sound.recipe?.seed ?? ''}`.toLowerCase(),
      sound.rendered ?? null,
    );
  }

  get(id: string): StoredSound | null {
    const row = this.#db.prepare('SELECT * FROM sounds WHERE id = ?').get(id);
    return row === undefined ? null : rowSchema.parse(row);
  }

  remove(id: string): void {
    this.#run('DELETE FROM sounds WHERE id = ?', id);
  }

  ids(): Set<string> {
    return new Set(
      this.#db
        .prepare('SELECT id FROM sounds')
        .all()
        .map((row) => String(row.id)),
    );
  }

  /** A sound matches when its name, prompt or seed holds every word of the search, in any order. */
  list({ search, starredOnly, origin = 'all', sort = 'newest', limit }: Search): Sound[] {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const conditions = [
      ...words.map(() => 'instr(haystack, ?) > 0'),
      ...(starredOnly ? ['starred = 1'] : []),
      ...origins[origin],
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = this.#db
      .prepare(`SELECT * FROM sounds ${where} ORDER BY ${orders[sort]}, id LIMIT ?`)
      .all(...words, limit);
    return rows.map((row) => rowSchema.parse(row).sound);
  }

  close(): void {
    this.#db.close();
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    try {
      this.#db.prepare(sql).run(...values);
    } catch (thrown) {
      throw diskError(thrown, 'The sound library could not be written');
    }
  }
}

const damaged = (): StudioError =>
  new StudioError('file-damaged', 'The index of the sound library is damaged.');

function migrate(db: DatabaseSync): void {
  const version = z.number().int().parse(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length) {
    throw new StudioError(
      'file-newer',
      'The sound library was written by a newer version of the studio.',
      'Update the studio. The library is left as it is.',
    );
  }
  for (const [index, statements] of migrations.entries()) {
    if (index < version) continue;
    // One transaction a step: a kill between two statements must not leave half a version.
    db.exec(`BEGIN; ${statements} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
