import type { MetadataTags } from 'mediabunny';
import type { FileMetadata } from '../../../preload/contract/export';

/** A file's metadata as Vorbis comments; markers as the chapter comments that Xiph players read. */
export function vorbisTags(metadata: FileMetadata, sampleRate: number): MetadataTags {
  const recipes = metadata.clips.flatMap(({ prompt, seed }) =>
    prompt === null ? [] : [`${prompt}${seed === null ? '' : ` (seed ${seed})`}`],
  );
  const chapters = metadata.cues
    ? metadata.markers.slice(0, 999).flatMap(({ name, at }, index): [string, string][] => {
        const key = `CHAPTER${String(index + 1).padStart(3, '0')}`;
        return [
          [key, clock(at / sampleRate)],
          [`${key}NAME`, name],
        ];
      })
    : [];
  return {
    title: metadata.title,
    album: metadata.project,
    date: new Date(metadata.createdAt),
    ...(metadata.description === '' ? {} : { description: metadata.description }),
    // One file tells what it was made of, without its sidecar: but a tag is no place for thousands of lines.
    ...(recipes.length > 0 ? { comment: [...new Set(recipes)].slice(0, 100).join('; ') } : {}),
    raw: { ENCODER: 'GANmix Studio', ...Object.fromEntries(chapters) },
  };
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const thousandths = String(Math.floor((seconds - whole) * 1000)).padStart(3, '0');
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${thousandths}`;
}
