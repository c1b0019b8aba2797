import { expect, it } from 'vitest';
import { Scope } from './scope';

it('lets go of everything once, last opened first, children with their parent', () => {
  const before = Scope.open;
  const released: string[] = [];
  const scope = new Scope();
  scope.own({ dispose: () => released.push('a') });
  const child = scope.child();
  child.own({ dispose: () => released.push('b') });
  const gone = scope.child();
  gone.own({ dispose: () => released.push('c') });
  gone.dispose();
  expect(Scope.open).toBe(before + 2);
  scope.dispose();
  scope.dispose();
  expect(released).toEqual(['c', 'b', 'a']);
  expect(Scope.open).toBe(before);
  expect(() => scope.defer(() => undefined)).toThrow();
});
