import type { EventName, RequestName } from './contract';

/** Channel names on the wire: requests and events share a prefix, so nothing else in the process can meet them. */
export const requestChannel = (name: RequestName): string => `studio:request:${name}`;
export const eventChannel = (name: EventName): string => `studio:event:${name}`;
