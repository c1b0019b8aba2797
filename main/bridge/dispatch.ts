import type { z } from 'zod';
import { requests, type RequestName, type RequestOutput } from '../../preload/contract/contract';
import { fail, ok, StudioError, toAppError, type Result } from '../../preload/contract/errors';

/** The window that asks: its web contents' id, which lasts as long as the window. */
export type Caller = { windowId: number };

type ParsedInput<N extends RequestName> = z.output<(typeof requests)[N]['input']>;

/** One handler for every request of the contract: a missing one, or one of the wrong type, does not compile. */
export type Handlers = {
  readonly [N in RequestName]: (
    input: ParsedInput<N>,
    caller: Caller,
  ) => RequestOutput<N> | Promise<RequestOutput<N>>;
};

/** What is left of an IPC message's sender once it is known to be one of our pages; null: anybody else. */
export type SenderCheck<Event> = (event: Event) => Caller | null;

/**
 * Carries out one request: checks the sender, parses the input, runs the handler. Never throws: whatever goes wrong
 * becomes an error value. `report` is told of exceptions that nobody expected, before they lose their stack.
 */
export async function dispatch<N extends RequestName>(
  name: N,
  rawInput: unknown,
  caller: Caller | null,
  handlers: Handlers,
  report: (name: RequestName, thrown: unknown) => void,
): Promise<Result<RequestOutput<N>>> {
  if (!caller) return fail('invalid-input', 'The request did not come from a window of the studio.');
  const input = requests[name].input.safeParse(rawInput);
  if (!input.success) return fail('invalid-input', describe(input.error));
  try {
    // The schema that parsed the input is the one the handler's parameter is derived from.
    return ok(await handlers[name](input.data as ParsedInput<N>, caller));
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) report(name, thrown);
    return { ok: false, error: toAppError(thrown) };
  }
}

/** The first problem of an input, with the place it is at. */
function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'The request is not valid.';
  return issue.path.length === 0 ? issue.message : `${issue.message} (${issue.path.join('.')})`;
}
