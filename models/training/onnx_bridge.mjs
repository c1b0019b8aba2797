// Runs ONNX files with onnxruntime-node for Python, which has no onnxruntime of its own here.
// Each request on stdin is one JSON line {model, inputs: [{name, shape, type}]} followed by the raw little-endian
// tensors; the reply on stdout is one JSON line {outputs: [...], milliseconds} or {error} and the raw tensors.
import { createRequire } from 'node:module'
import process from 'node:process'

const ort = createRequire(import.meta.url)('onnxruntime-node')
const threads = Number(process.env.GANMIX_THREADS ?? '1')
const sessions = new Map()
const sizes = { float32: 4, int64: 8 }

async function sessionOf(path) {
  if (!sessions.has(path)) {
    const options = { executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1 }
    sessions.set(path, await ort.InferenceSession.create(path, options))
  }
  return sessions.get(path)
}

let pending = Buffer.alloc(0)
const waiting = []
process.stdin.on('data', (chunk) => {
  pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
  waiting.shift()?.()
})
process.stdin.on('end', () => process.exit(0))
const more = () => new Promise((resolve) => waiting.push(resolve))

async function readLine() {
  for (;;) {
    const end = pending.indexOf(10)
    if (end >= 0) {
      const line = pending.subarray(0, end).toString('utf8')
      pending = pending.subarray(end + 1)
      return line
    }
    await more()
  }
}

async function readBytes(count) {
  while (pending.length < count) await more()
  const bytes = new Uint8Array(pending.subarray(0, count))
  pending = pending.subarray(count)
  return bytes
}

for (;;) {
  const request = JSON.parse(await readLine())
  const feeds = {}
  for (const { name, shape, type } of request.inputs) {
    const bytes = await readBytes(shape.reduce((product, size) => product * size, sizes[type]))
    const data = type === 'int64' ? new BigInt64Array(bytes.buffer) : new Float32Array(bytes.buffer)
    feeds[name] = new ort.Tensor(type, data, shape)
  }
  try {
    const session = await sessionOf(request.model)
    const started = performance.now()
    const results = await session.run(feeds)
    const milliseconds = performance.now() - started
    const outputs = session.outputNames.map((name) => ({ name, shape: [...results[name].dims] }))
    process.stdout.write(`${JSON.stringify({ outputs, milliseconds })}\n`)
    for (const { name } of outputs) {
      const { data } = results[name]
      process.stdout.write(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
    }
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`)
  }
}
