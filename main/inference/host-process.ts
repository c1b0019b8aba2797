/**
 * The inference host as its owner sees it: a process that takes and sends structured-cloneable messages and can be killed at any time.
 * Electron's utility process and Node's child process both fit, so that the window, the command line and the tests run the same engine.
 */
export type HostProcess = {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, however the process ended. `reason` is for messages: "exit code 1", "signal SIGSEGV". */
  onExit(listener: (reason: string) => void): void;
  /** Ends the process even while native code runs. */
  kill(): void;
};

export type SpawnHost = () => HostProcess;
