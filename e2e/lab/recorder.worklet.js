/* Keeps every block that passes, with the frame of the first, and hands them over when asked. */
class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.blocks = [];
    this.first = null;
    this.port.onmessage = () => this.port.postMessage({ first: this.first, blocks: this.blocks });
  }

  process([input]) {
    this.first ??= currentFrame;
    const left = input?.[0] ?? new Float32Array(128);
    this.blocks.push([left.slice(), (input?.[1] ?? left).slice()]);
    return true;
  }
}

registerProcessor('recorder', Recorder);
