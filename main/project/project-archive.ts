import { z } from 'zod';
import { documentFormatSchema } from '../../preload/contract/document';
import { latentShapeSchema } from '../library/stored-sound';

/**
 * A project file (.gmix) is a zip archive:
 *   document.json         the document, with the rows of its sounds
 *   sounds/<id>.wav       32-bit float WAV
 *   sounds/<id>.latent    32-bit floats, for sounds that have a latent
 *   manifest.json         written last: the size and sha256 of every entry above, and the latents' shapes
 * Sounds are stored, not deflated: float audio shrinks by a tenth at best, and stored entries can be copied as they lie.
 * (The shipped demo is deflated: its size counts more than its speed.)
 */
export const MANIFEST = 'manifest.json';
export const DOCUMENT = 'document.json';
export const wavEntry = (id: string): string => `sounds/${id}.wav`;
export const latentEntry = (id: string): string => `sounds/${id}.latent`;

/** Every name an archive may hold; anything else, above all a path that leads elsewhere, is refused. */
const entryName = z.string().regex(/^(document\.json|sounds\/[A-Za-z0-9_-]{1,64}\.(wav|latent))$/);

export const manifestSchema = z.object({
  format: documentFormatSchema,
  files: z.record(
    entryName,
    z.object({ bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
  latents: z.record(z.string(), latentShapeSchema),
});
export type ArchiveManifest = z.infer<typeof manifestSchema>;

/** Enough of any version's JSON to tell a newer file from a damaged one. */
export const formatSchema = z.object({ format: z.number() });
