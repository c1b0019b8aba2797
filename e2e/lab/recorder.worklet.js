/* Keeps every block that passes, with its frame, and hands them over when asked. */
class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.blocks = [];
    this.port.onmessage = () => this.port.postMessage(this.blocks);
  }

  process([input]) {
    const left = input?.[0] ?? new Float32Array(128);
    this.blocks.push({ frame: currentFrame, channels: [left.slice(), (input?.[1] ?? left).slice()] });
    return true;
  }
}

registerProcessor('recorder', Recorder);
