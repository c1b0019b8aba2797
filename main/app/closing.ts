/** How long the page has to show that it deals with being closed. */
const ANSWER_WITHIN_MS = 4000;

type Actions = {
  /** asks the page, which knows about unsaved work */
  askPage(): void;
  /** the page does not answer: asks the person */
  askPerson(): Promise<'wait' | 'close'>;
  /** closes the window for good */
  destroy(): void;
};

/**
 * Closing the studio's window: the page is asked first, since it may hold unsaved work. A page that does not answer must
 * not keep the window open for ever; closing it then loses nothing, because its work is in the recovery journal.
 */
export class Closing {
  readonly #actions: Actions;
  #timer: NodeJS.Timeout | null = null;
  #done = false;

  constructor(actions: Actions) {
    this.#actions = actions;
  }

  /** The person wants the window closed. True: it may close right away. */
  request(): boolean {
    if (this.#done) return true;
    this.#actions.askPage();
    this.#timer ??= setTimeout(() => void this.#unanswered(), ANSWER_WITHIN_MS);
    return false;
  }

  /** The page has taken the matter up, or the person has chosen to stay. */
  answered(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Nothing is left to save. */
  finish(): void {
    this.answered();
    this.#done = true;
    this.#actions.destroy();
  }

  async #unanswered(): Promise<void> {
    this.#timer = null;
    if ((await this.#actions.askPerson()) === 'close') this.finish();
  }
}
