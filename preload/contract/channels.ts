import type { EventName, RequestName } from './contract';

/**
 * The contract's names without its schemas, for the preload script: what runs there holds no code but our own, and
 * starts before the page. The types keep the lists complete.
 */
export const requestNames: Readonly<Record<RequestName, true>> = {
  'app.launch': true,
  'app.info': true,
  'sound.generate': true,
  'sound.cancel': true,
  'sound.list': true,
  'sound.pcm': true,
  'sound.star': true,
  'inference.status': true,
  'settings.get': true,
  'settings.set': true,
  'project.new': true,
  'project.open': true,
  'project.save': true,
  'project.autosave': true,
  'project.confirmLeave': true,
  'project.closeWindow': true,
  'export.begin': true,
  'export.write': true,
  'export.finish': true,
  'export.cancel': true,
  'export.reveal': true,
  'export.failed': true,
};

export const eventNames: Readonly<Record<EventName, true>> = {
  'sound.progress': true,
  'sound.take': true,
  'inference.status': true,
  'menu.command': true,
  'window.closeRequested': true,
  'project.opened': true,
};

/** Channel names on the wire: requests and events share a prefix, so nothing else in the process can meet them. */
export const requestChannel = (name: RequestName): string => `studio:request:${name}`;
export const eventChannel = (name: EventName): string => `studio:event:${name}`;
