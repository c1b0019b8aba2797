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
  'sound.rename': true,
  'sound.remove': true,
  'sound.restore': true,
  'sound.add': true,
  'pcm.begin': true,
  'pcm.write': true,
  'pcm.cancel': true,
  'outgoing.sound': true,
  'outgoing.add': true,
  'outgoing.drag': true,
  'outgoing.reveal': true,
  'preset.list': true,
  'preset.save': true,
  'preset.remove': true,
  'inference.status': true,
  'settings.get': true,
  'settings.set': true,
  'menu.keys': true,
  'project.new': true,
  'project.open': true,
  'project.save': true,
  'project.autosave': true,
  'project.confirmLeave': true,
  'project.closeWindow': true,
  'export.mp3Program': true,
  'export.open': true,
  'export.begin': true,
  'export.write': true,
  'export.packets': true,
  'export.finish': true,
  'export.scratch': true,
  'export.read': true,
  'export.cancel': true,
  'export.commit': true,
  'export.abandon': true,
  'export.reveal': true,
  'export.rendered': true,
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
