import type { ProjectDocument } from '../../preload/contract/document';
import type { GenerateRequest, Sound } from '../../preload/contract/sound';
import { arrangeDemo } from './arrange';
import { demoScene } from './scene';

/** Makes the demo from its prompts. `generate` stores what it makes; throws whatever it throws. */
export async function makeDemo(
  generate: (request: GenerateRequest) => Promise<Sound[]>,
): Promise<ProjectDocument> {
  const sounds: Sound[] = [];
  for (const [index, { sound }] of demoScene.entries()) {
    const made = await generate({ ...sound, jobId: `demo-${index + 1}`, takes: 1 });
    sounds.push(...made);
  }
  return arrangeDemo(sounds);
}
