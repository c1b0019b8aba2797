type Sized = Pick<AudioBuffer, 'length' | 'numberOfChannels'>;

const bytesOf = ({ length, numberOfChannels }: Sized): number => 4 * length * numberOfChannels;

/** Buffers at hand by key, those used longest ago first: what is over `limit` bytes goes when `shrink` is called. */
export class BufferShelf<B extends Sized = AudioBuffer> {
  private readonly buffers = new Map<string, B>();
  private bytes = 0;

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.buffers.size;
  }

  /** Asking for a buffer keeps it longer. */
  get(key: string): B | undefined {
    const buffer = this.buffers.get(key);
    if (buffer) {
      this.buffers.delete(key);
      this.buffers.set(key, buffer);
    }
    return buffer;
  }

  put(key: string, buffer: B): void {
    this.delete(key);
    this.buffers.set(key, buffer);
    this.bytes += bytesOf(buffer);
  }

  /** Lets go of what was used longest ago and is not needed soon, until the rest fits. */
  shrink(needed: { has(key: string): boolean }): void {
    for (const key of this.buffers.keys()) {
      if (this.bytes <= this.limit) return;
      if (!needed.has(key)) this.delete(key);
    }
  }

  /** Lets go of everything else. */
  retain(used: { has(key: string): boolean }): void {
    for (const key of this.buffers.keys()) if (!used.has(key)) this.delete(key);
  }

  clear(): void {
    this.buffers.clear();
    this.bytes = 0;
  }

  private delete(key: string): void {
    const buffer = this.buffers.get(key);
    if (!buffer) return;
    this.buffers.delete(key);
    this.bytes -= bytesOf(buffer);
  }
}
