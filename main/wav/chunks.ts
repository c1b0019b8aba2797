/**
 * RIFF chunks as bytes. Sizes and numbers are little-endian; a chunk of odd size is followed by a pad byte that its
 * size does not count.
 */

/** A chunk with its header and, if need be, its pad byte. `id`: four ASCII characters. */
export function chunk(id: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + body.length + (body.length % 2));
  bytes.set(ascii(id));
  new DataView(bytes.buffer).setUint32(4, body.length, true);
  bytes.set(body, 8);
  return bytes;
}

export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0) & 0x7f);

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Fields written one after another. */
export class FieldWriter {
  readonly #parts: Uint8Array[] = [];

  u16(value: number): this {
    return this.#number(2, (view) => view.setUint16(0, value, true));
  }
  i16(value: number): this {
    return this.#number(2, (view) => view.setInt16(0, value, true));
  }
  u32(value: number): this {
    return this.#number(4, (view) => view.setUint32(0, value, true));
  }
  /** Exact up to 2^53. */
  u64(value: number): this {
    return this.u32(value % 0x1_0000_0000).u32(Math.floor(value / 0x1_0000_0000));
  }
  tag(text: string): this {
    return this.bytes(ascii(text));
  }
  /** Text in a field of fixed size, cut or filled with zeros: ASCII, as EBU Tech 3285 asks; letters lose their accents, the rest becomes '?'. */
  text(text: string, size: number): this {
    const field = new Uint8Array(size);
    const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
    field.set(ascii(plain.replace(/[^\x20-\x7e\r\n]/g, '?')).subarray(0, size));
    return this.bytes(field);
  }
  /** UTF-8 text that ends with a zero byte. */
  zeroTerminated(text: string): this {
    return this.bytes(new TextEncoder().encode(text.replaceAll('\0', ''))).bytes(new Uint8Array(1));
  }
  bytes(bytes: Uint8Array): this {
    this.#parts.push(bytes);
    return this;
  }
  done(): Uint8Array {
    return concat(this.#parts);
  }

  #number(size: number, set: (view: DataView) => void): this {
    const bytes = new Uint8Array(size);
    set(new DataView(bytes.buffer));
    return this.bytes(bytes);
  }
}
