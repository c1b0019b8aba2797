import { existsSync } from 'node:fs';
import type { ProjectDocument } from '../../preload/contract/document';
import type { GenerateRequest, Sound } from '../../preload/contract/sound';
import type { Library } from '../library/library';
import { readProject } from '../project/read-project';
import { makeDemo } from './make-demo';

type Sources = {
  readonly library: Library;
  readonly generation: { generate(request: GenerateRequest): Promise<Sound[]> };
};

/**
 * The demo to start with: the shipped project, or, where there is none, one made on the spot. Null when neither works:
 * the studio starts empty then, and whatever is wrong with the models is told when the person asks for a sound.
 */
export async function openDemo(
  shipped: string,
  { library, generation }: Sources,
): Promise<ProjectDocument | null> {
  try {
    if (existsSync(shipped)) return await readProject(shipped, library);
    return await makeDemo((request) => generation.generate(request));
  } catch (thrown) {
    console.error('The demo could not be opened:', thrown);
    return null;
  }
}
