import { randomUUID } from 'node:crypto';
import { emptyProject, type ProjectDocument } from '../../preload/contract/document';

export const newDocument = (): ProjectDocument => emptyProject(randomUUID());
