import type { FileMetadata } from '../../preload/contract/export';
import { chunk, concat, FieldWriter } from './chunks';

/**
 * Markers as `cue ` points with their names in a `LIST` of type `adtl`: `labl` for every name, and `ltxt` with the
 * length for regions, as editors read them. Markers at or past `frames` are left out. Empty when there are none.
 */
export function cueChunks(markers: FileMetadata['markers'], frames: number): Uint8Array {
  const inside = markers
    .filter(({ at }) => at < frames)
    .map((marker, index) => ({
      ...marker,
      id: index + 1,
      length: Math.min(marker.length, frames - marker.at),
    }))
    // Positions are 32 bits wide; a day at 48 kHz still fits.
    .filter(({ at }) => at <= 0xffff_ffff);
  if (inside.length === 0) return new Uint8Array(0);

  const points = new FieldWriter().u32(inside.length);
  for (const { id, at } of inside) points.u32(id).u32(at).tag('data').u32(0).u32(0).u32(at);

  const labels = inside.map(({ id, name }) =>
    chunk('labl', new FieldWriter().u32(id).zeroTerminated(name).done()),
  );
  const regions = inside
    .filter(({ length }) => length > 0)
    .map(({ id, name, length }) =>
      chunk(
        'ltxt',
        // purpose "region"; country, language, dialect and code page are not stated
        new FieldWriter()
          .u32(id)
          .u32(length)
          .tag('rgn ')
          .u16(0)
          .u16(0)
          .u16(0)
          .u16(0)
          .zeroTerminated(name)
          .done(),
      ),
    );
  const list = concat([new FieldWriter().tag('adtl').done(), ...labels, ...regions]);
  return concat([chunk('cue ', points.done()), chunk('LIST', list)]);
}
