/** Keeps what was used last, up to a number of bytes. A value being loaded is kept as its promise and counted once there. */
export class ByteCache<V> {
  private readonly entries = new Map<string, { value: Promise<V>; bytes: number }>();
  private total = 0;

  constructor(
    private readonly limit: number,
    private readonly sizeOf: (value: V) => number,
  ) {}

  /** The cached value, or what `load` gives, loaded once however many ask. A failed load is forgotten. */
  get(key: string, load: () => Promise<V>): Promise<V> {
    const known = this.entries.get(key);
    if (known) {
      this.entries.delete(key);
      this.entries.set(key, known);
      return known.value;
    }
    const entry = { value: load(), bytes: 0 };
    this.entries.set(key, entry);
    entry.value.then(
      (value) => {
        if (this.entries.get(key) !== entry) return;
        entry.bytes = this.sizeOf(value);
        this.total += entry.bytes;
        this.shrink(key);
      },
      () => {
        if (this.entries.get(key) === entry) this.entries.delete(key);
      },
    );
    return entry.value;
  }

  /** The cached value, if it is there; asking does not keep it longer. */
  peek(key: string): Promise<V> | undefined {
    return this.entries.get(key)?.value;
  }

  private shrink(keep: string): void {
    for (const [key, entry] of this.entries) {
      if (this.total <= this.limit) return;
      if (key === keep || entry.bytes === 0) continue;
      this.entries.delete(key);
      this.total -= entry.bytes;
    }
  }
}
